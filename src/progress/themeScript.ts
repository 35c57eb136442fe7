import { settingKey } from './settings.ts';

/**
 * Runs in the page's head, before anything is drawn: puts the reader's choice of colours on the
 * root element, and tells the style sheets that scripts work. Its hash goes into the policy.
 */
export const themeScript = `{const r=document.documentElement;r.classList.remove('no-script');try{const t=localStorage.getItem('${settingKey('theme')}');if(t==='light'||t==='dark')r.dataset.theme=t}catch{}}`;
