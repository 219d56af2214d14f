/** Uploads what was chosen or dropped, shows how far it is, and sends what arrived as one message. */
import { createContext, type ReactNode, useContext, useState } from 'react';
import { eventId } from '../net/event-id.js';
import { Refused } from '../net/requests.js';
import { upload } from '../net/upload.js';
import { useChat } from './use-chat.js';

interface Upload {
  readonly id: string;
  readonly name: string;
  /** 0 to 1. */
  readonly part: number;
}

interface SendFiles {
  readonly uploads: readonly Upload[];
  sendFiles(files: readonly File[]): Promise<void>;
}

const Context = createContext<SendFiles>({ uploads: [], sendFiles: async () => {} });

export function SendFilesProvider({ children }: { children: ReactNode }) {
  const { store, state } = useChat();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);

  async function sendOne(file: File): Promise<{ name: string; receipt: string } | null> {
    const id = eventId();
    setUploads((all) => [...all, { id, name: file.name, part: 0 }]);
    try {
      const { receipt } = await upload(store.account, file, (part) =>
        setUploads((all) => all.map((each) => (each.id === id ? { ...each, part } : each))),
      );
      return { name: file.name, receipt };
    } catch (error) {
      store.note({ tone: 'bad', code: error instanceof Refused ? error.code : 'unreachable' });
      return null;
    } finally {
      setUploads((all) => all.filter((each) => each.id !== id));
    }
  }

  async function sendFiles(files: readonly File[]): Promise<void> {
    const { place } = state; // where the person stood when they chose the files
    const sent = await Promise.all(files.map(sendOne));
    const arrived = sent.filter((each) => each !== null);
    if (arrived.length > 0) store.sendFiles(place, arrived);
  }

  return <Context value={{ uploads, sendFiles }}>{children}</Context>;
}

export function useSendFiles(): SendFiles {
  return useContext(Context);
}
