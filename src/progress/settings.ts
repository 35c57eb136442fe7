const prefix = 'wtns:setting:';

/** The storage key of a setting; for the theme script that runs before any module is loaded. */
export function settingKey(key: string): string {
  return prefix + key;
}

/** A small choice the reader made on this device (theme, backend); null where there is none. Never throws. */
export function loadSetting(key: string): string | null {
  try {
    return globalThis.localStorage.getItem(settingKey(key));
  } catch {
    return null;
  }
}

/** Remembers a small choice. Forbidden or full storage forgets it silently: it only costs asking again. */
export function saveSetting(key: string, value: string): void {
  try {
    globalThis.localStorage.setItem(settingKey(key), value);
  } catch {
    // The choice still holds for this page.
  }
}
