import { loadSetting, saveSetting } from '#progress/settings.ts';
import { getRuntime } from '#runtime/getRuntime.ts';
import type { Runtime } from '#runtime/runtime.ts';

/** The page's runtime, its measured choice of backend remembered on the reader's device. */
export function demoRuntime(): Runtime {
  return getRuntime({
    load: () => loadSetting('backend'),
    save: (backend) => saveSetting('backend', backend),
  });
}
