/** The way through the SOP: done, now, next. */
import { CheckOutlined } from '@ant-design/icons';
import type { ProgressStep } from '../../../../src/platform/card.js';
import { useLanguage } from '../language/language.js';

export function Progress({ steps }: { steps: readonly ProgressStep[] }) {
  const { own } = useLanguage();
  return (
    <ol className="block-progress">
      {steps.map((step) => (
        <li
          key={step.text}
          data-status={step.status}
          aria-current={step.status === 'now' ? 'step' : undefined}
        >
          <span className="step-dot" aria-hidden="true">
            {step.status === 'done' && <CheckOutlined />}
          </span>
          <span className="step-text">
            {step.text}
            <span className="only-heard">（{own.card[step.status]}）</span>
          </span>
          {step.note !== undefined && <span className="step-note">{step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
