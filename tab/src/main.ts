import { takePersona } from './sign-in/practice.ts';
import { startSignIn } from './sign-in/sign-in.ts';
import './app/page.css';

// A small file that is there long before the screens are. While their code is on its way the person signs in and what
// they see first is read, so that the first thing drawn can be the page itself.

/** How long, in milliseconds, nothing is drawn for the sake of answers that may be nearly here. */
const patienceInMs = 300;

// Before the router reads the address.
const signingIn = startSignIn(takePersona());
// The first formatter of a page starts the browser's whole Intl, which would hold up the first rows.
new Intl.NumberFormat(navigator.language).format(0);

// Not awaited by this module itself: the screens use what it is made of, and would wait for it for ever.
async function showScreens(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  const { draw } = await import('./app/draw.tsx');
  // Answers that are nearly here spare the person a spinner and a skeleton first; those that aren't are not waited for.
  await Promise.race([signingIn.settled, new Promise((resolve) => setTimeout(resolve, patienceInMs))]);
  draw(root, signingIn);
}
void showScreens();
