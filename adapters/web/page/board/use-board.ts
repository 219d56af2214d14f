/** The board, read again shortly after anybody's conversation moved, and now and then in any case. */
import { useCallback, useEffect, useState } from 'react';
import type { BoardSnapshot } from '../../../../src/platform/board.js';
import { useLanguage } from '../language/language.js';
import { readBoard } from '../net/requests.js';

const SOON_MS = 400;
const NOW_AND_THEN_MS = 10_000;

export function useBoard(onFeed: (listener: () => void) => () => void): {
  board: BoardSnapshot | null;
  refresh(): void;
} {
  const { locale } = useLanguage();
  const [board, setBoard] = useState<BoardSnapshot | null>(null);

  const refresh = useCallback(() => {
    // While the desk restarts the last board stays; the windows say that the connection is gone.
    readBoard(locale).then(
      (read) => setBoard(read.board),
      () => {},
    );
  }, [locale]);

  useEffect(() => {
    let soon: number | undefined;
    const stop = onFeed(() => {
      window.clearTimeout(soon);
      soon = window.setTimeout(refresh, SOON_MS);
    });
    const timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, NOW_AND_THEN_MS);
    refresh();
    return () => {
      stop();
      window.clearTimeout(soon);
      window.clearInterval(timer);
    };
  }, [onFeed, refresh]);

  return { board, refresh };
}
