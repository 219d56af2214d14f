/** The slim bar above everything: name, view, what belongs to this desk or this person, language. */
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.js';
import { Brand } from './brand.js';
import { LanguageSwitch } from './language-switch.js';
import '../style/header.css';

export type View = 'chat' | 'board';

interface Props {
  readonly view: View;
  onView(view: View): void;
  readonly children: ReactNode;
}

export function Header({ view, onView, children }: Props) {
  const { own } = useLanguage();
  return (
    <header className="header">
      <Brand />
      <Segmented<View>
        aria-label={own.nav.label}
        value={view}
        onChange={onView}
        options={[
          { value: 'chat', label: own.nav.chat },
          { value: 'board', label: own.nav.board },
        ]}
      />
      <div className="header-end">
        {children}
        <LanguageSwitch />
      </div>
    </header>
  );
}
