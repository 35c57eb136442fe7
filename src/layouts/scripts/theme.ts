import { saveSetting } from '#progress/settings.ts';

const names = { system: 'as the system', light: 'light', dark: 'dark' } as const;
const order = ['system', 'light', 'dark'] as const;
type Theme = (typeof order)[number];

const button = document.getElementById('theme');
const root = document.documentElement;

const current = (): Theme => {
  const value = root.dataset['theme'];
  return value === 'light' || value === 'dark' ? value : 'system';
};

function show(theme: Theme) {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  button?.setAttribute('aria-label', `Colours: ${names[theme]}`);
  button?.setAttribute('title', `Colours: ${names[theme]}`);
}

show(current());
button?.addEventListener('click', () => {
  const next = order[(order.indexOf(current()) + 1) % order.length] ?? 'system';
  show(next);
  saveSetting('theme', next);
});
