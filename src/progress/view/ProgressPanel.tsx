import { useState, type ChangeEvent, type ReactElement, type ReactNode } from 'react';
import { browserProgress } from '../browser.ts';
import { draftOf } from '../draft.ts';
import { exportText } from '../exportText.ts';
import { useProgress } from './useProgress.ts';

interface Props {
  /** What the progress comes to. */
  children: ReactNode;
}

interface Message {
  text: string;
  bad?: boolean;
  undo?: () => void;
}

/** What the reader has done on this device, and the ways to take it along or forget it. */
export default function ProgressPanel({ children }: Props): ReactElement {
  const progress = useProgress();
  const [message, setMessage] = useState<Message | null>(null);
  const [confirming, setConfirming] = useState(false);

  if (progress === null)
    return (
      <div className="progress-panel">
        <p>
          What you have read and answered is kept by your browser, which needs JavaScript for it.
        </p>
      </div>
    );

  const { events, notice } = progress;
  const empty = events.length === 0;

  const exportFile = (): void => {
    const link = document.createElement('a');
    const file = new Blob([exportText(events, Date.now())], { type: 'application/json' });
    link.href = URL.createObjectURL(file);
    const day = new Date().toLocaleDateString('sv');
    link.download = `what-the-network-sees-progress-${day}.json`;
    link.click();
    // Some browsers read the file only after the click has been handled.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    setMessage({ text: `Exported ${counted(events.length)}.` });
  };

  const importFile = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const field = event.currentTarget;
    const file = field.files?.[0];
    if (file === undefined) return;
    const text = await file.text().catch(() => null);
    field.value = '';
    if (text === null) {
      setMessage({ text: `“${file.name}” could not be opened.`, bad: true });
      return;
    }
    // With a schema library, which those who import nothing need not fetch.
    const reader = await import('../importText.ts').catch(() => null);
    if (reader === null) {
      setMessage({
        text: 'The part of this page that reads files could not be loaded. Check your connection and try again; nothing was changed.',
        bad: true,
      });
      return;
    }
    const result = reader.importText(text);
    if (!result.ok) {
      setMessage({ text: `“${file.name}”: ${result.reason}`, bad: true });
      return;
    }
    const added = browserProgress().merge(result.events);
    setMessage({
      text:
        added === 0
          ? `Everything in “${file.name}” was here already.`
          : `Imported ${counted(added)} from “${file.name}”.`,
    });
  };

  const erase = (): void => {
    const undo = browserProgress().erase();
    setConfirming(false);
    if (undo === null) {
      setMessage({ text: 'Nothing was erased.', bad: true });
      return;
    }
    const draft = draftOf(window);
    const exam = draft.read();
    draft.clear();
    setMessage({
      text: `Erased ${counted(events.length)} from this device.`,
      undo: () => {
        undo();
        if (exam !== null && draft.read() === null) draft.write(exam);
        setMessage({ text: 'Everything is back.' });
      },
    });
  };

  return (
    <div className="progress-panel">
      {notice !== null && (
        <p className="progress-message" role="alert" data-bad>
          {notice}
        </p>
      )}
      {children}
      <div className="progress-actions">
        <button type="button" disabled={empty} onClick={exportFile}>
          Export
        </button>
        <label className="progress-file">
          Import <input type="file" accept="application/json,.json" onChange={importFile} />
        </label>
      </div>
      <div className="progress-actions">
        {confirming ? (
          <>
            <span>
              Erase {counted(events.length)}
              {draftOf(window).read() !== null && ', and the exam you have begun,'} from this
              device?
            </span>
            <button type="button" className="progress-erase" onClick={erase}>
              Erase everything
            </button>
            <button type="button" autoFocus onClick={() => setConfirming(false)}>
              Keep it
            </button>
          </>
        ) : (
          <button type="button" disabled={empty} onClick={() => setConfirming(true)}>
            Erase…
          </button>
        )}
      </div>
      <div role="status">
        {message !== null && (
          <p className="progress-message" data-bad={message.bad === true}>
            {message.text}{' '}
            {message.undo !== undefined && (
              <button type="button" autoFocus onClick={message.undo}>
                Undo
              </button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

function counted(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}
