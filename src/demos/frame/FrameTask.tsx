import type { TaskView } from './useTask.ts';

/** How a task is doing, if there is anything to say: progress once it is slow, or its error. */
export function FrameTask({ task, consolation }: { task: TaskView; consolation?: string }) {
  if (task.error) {
    return (
      <p className="demo-error" role="alert">
        {task.error.message} {consolation}{' '}
        {task.error.retryable && (
          <button type="button" className="text-button" onClick={task.retry}>
            Try again
          </button>
        )}
      </p>
    );
  }
  if (!task.running || !task.slow) return null;
  const percent = Math.round(100 * task.progress);
  return (
    <p className="demo-progress">
      <progress aria-label="Computing" max={100} {...(percent > 0 && { value: percent })} />
      <span>{percent > 0 ? `Computing, ${percent} %` : 'Computing …'}</span>
      <button type="button" className="text-button" onClick={task.cancel}>
        Stop
      </button>
    </p>
  );
}
