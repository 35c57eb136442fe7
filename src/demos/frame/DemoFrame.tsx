import { useEffect, useRef, type ReactNode } from 'react';
import { describeStatus } from '#runtime/status.ts';
import { CopyLink } from '#ui/CopyLink.tsx';
import { FrameTask } from './FrameTask.tsx';
import { demoRuntime } from './demoRuntime.ts';
import type { DemoStateLink } from './useDemoState.ts';
import { useRuntimeStatus } from './useRuntimeStatus.ts';
import type { TaskView } from './useTask.ts';

export interface DemoFrameProps {
  /** The demo's id: its anchor in the page and its key in the address. */
  id: string;
  /** The one question the demo answers. */
  question: string;
  /** Level of the question's heading; 3, below a section, by default. */
  level?: 2 | 3 | undefined;
  /** What to try, and what it shows. */
  caption: ReactNode;
  /** The figure. */
  children: ReactNode;
  /** What the reader can move; stands right under the figure. */
  controls?: ReactNode;
  /** From `useDemoState`: gives the link, the reset and the notice of a bad link. */
  link?: Pick<DemoStateLink<unknown>, 'href' | 'reset' | 'notice'> | undefined;
  /** The tasks behind the figure. */
  tasks?: readonly TaskView[] | undefined;
  /** True if the figure itself shows, by `FrameTask`, how its tasks are doing. */
  showsTasks?: boolean | undefined;
  /** The result as a sentence: what a reader who does not see the figure is told. */
  announce?: string | undefined;
  /** What else the demo runs on, such as the network and its accuracy. */
  status?: string | undefined;
}

/** The frame every demo stands in: question, figure, controls, caption, and the line of small print. */
export function DemoFrame(props: DemoFrameProps) {
  const {
    id,
    question,
    level = 3,
    caption,
    children,
    controls,
    link,
    tasks = [],
    announce,
  } = props;
  const { status, showsTasks = false } = props;
  const Heading = level === 2 ? 'h2' : 'h3';
  const runtime = useRuntimeStatus();
  const frame = useRef<HTMLElement>(null);

  useEffect(() => {
    // From now on a click is heard; whoever held one back waits for this.
    frame.current?.setAttribute('data-live', 'true');
    for (const task of tasks) task.viewRef.current = frame.current;
  }, []);

  const restart = () => {
    demoRuntime().restart();
    for (const task of tasks) task.retry();
  };
  return (
    <section className="demo" id={id} ref={frame} aria-labelledby={`${id}-question`}>
      <Heading className="demo-question" id={`${id}-question`} data-pagefind-ignore>
        {question}
      </Heading>
      <div className="demo-body">
        <div className="demo-stage">
          <div className="demo-figure">{children}</div>
          {controls !== undefined && <div className="demo-controls">{controls}</div>}
        </div>
        <div className="demo-caption">{caption}</div>
      </div>
      <p className="demo-result visually-hidden" role="status" aria-live="polite">
        {announce}
      </p>
      {!showsTasks &&
        tasks.map((task, index) => (
          <FrameTask key={index} task={task} consolation="The figure keeps its last result." />
        ))}
      {link && link.notice !== null && (
        <p className="demo-notice" role="status">
          {link.notice}
        </p>
      )}
      {runtime.notice !== null && (
        <p className="demo-notice" role="status">
          {runtime.notice}{' '}
          {runtime.restartable && (
            <button type="button" className="text-button" onClick={restart}>
              Try the fast way again
            </button>
          )}
        </p>
      )}
      <p className="demo-line">
        <span className="demo-status">
          {describeStatus(runtime)}
          {status !== undefined && ` · ${status}`}
        </span>
        {link && (
          <span className="demo-actions">
            <button type="button" className="text-button" onClick={link.reset}>
              Reset
            </button>
            <CopyLink
              href={link.href}
              copied="Copied: the link shows these numbers."
              shown="Link to these numbers"
              className="text-button"
            />
          </span>
        )}
      </p>
    </section>
  );
}
