/** Colours and shapes given to antd; the same values stand as CSS variables in `style/base.css`. */
import type { ThemeConfig } from 'antd';

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f5f52',
    colorInfo: '#2d5878',
    colorSuccess: '#2c7a53',
    colorWarning: '#a8660f',
    colorError: '#b3341f',
    colorText: '#1d2b2a',
    colorTextSecondary: '#56625f',
    colorBorder: '#d8d1c3',
    colorBgContainer: '#fffdf9',
    colorBgElevated: '#fffdf9',
    colorBgLayout: '#f4f1ea',
    borderRadius: 8,
    fontSize: 14,
    fontFamily:
      '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
  },
  components: {
    Segmented: { trackBg: '#e9e4d9', itemSelectedBg: '#fffdf9' },
    Tooltip: { colorBgSpotlight: '#1d2b2a' },
  },
};
