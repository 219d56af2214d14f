/** The page's entry: mounts the desk once the browser is ready. */
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './style/base.css';

const root = document.getElementById('page');
if (root) createRoot(root).render(<App />);
