/** 自查 as bars, a layer each, and below them every point that is missing with what to do about it. */
import type { Block, Card } from '../platform/card.js';
import type { LayerScore } from '../sop/radar.js';
import type { Wording } from './wording.js';

export function radarCard(layers: readonly LayerScore[], wording: Wording): Card {
  const missing = layers.map(({ layer, points }) => ({ layer, points: points.filter(({ met }) => !met) }));
  const full = missing.every(({ points }) => points.length === 0);
  return {
    title: wording.t('radar.title'),
    tone: full ? 'good' : 'info',
    blocks: [
      {
        kind: 'bars',
        bars: layers.map(({ layer, score, points }) => ({
          label: wording.t(`radar.layer.${layer}`),
          value: score,
          text: wording.t('radar.score', {
            score,
            met: points.filter(({ met }) => met).length,
            of: points.length,
          }),
        })),
      },
      ...(full ? [{ kind: 'text', text: wording.t('radar.full'), tone: 'good' } as const] : []),
      ...missing.flatMap(({ layer, points }): Block[] =>
        points.length === 0
          ? []
          : [
              {
                kind: 'text',
                text: [
                  wording.t(`radar.layer.${layer}`),
                  ...points.map(({ key, lacking }) => {
                    const todo = wording.t(`radar.todo.${key}`);
                    return lacking.length === 0
                      ? wording.t('radar.missing', { todo })
                      : wording.t('radar.missing_in', { todo, sops: lacking.map((text) => ({ text })) });
                  }),
                ].join('\n'),
                tone: 'warning',
              },
            ],
      ),
    ],
    buttons: [],
  };
}
