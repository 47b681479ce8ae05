#include "theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

QColor rgb(unsigned value) { return QColor::fromRgb(value); }

Tokens dark() {
  Tokens t;
  t.window = rgb(0x0F1216);
  t.rail = rgb(0x12161B);
  t.card = rgb(0x171B21);
  t.raised = rgb(0x1F252D);
  t.hover = rgb(0x232A33);
  t.selected = rgb(0x17334A);
  t.line = rgb(0x2A313B);
  t.edge = rgb(0x6C7886);
  t.text = rgb(0xE6EAF0);
  t.muted = rgb(0x9AA4B2);
  t.faint = rgb(0x77828F);
  t.accent = rgb(0x56B4E9);
  t.fill = rgb(0x1C6CA6);
  t.onfill = rgb(0xFFFFFF);
  t.ok = rgb(0x2EB88A);
  t.warn = rgb(0xF2B134);
  t.bad = rgb(0xFF6B5E);
  t.okbg = rgb(0x12291F);
  t.warnbg = rgb(0x2E2510);
  t.badbg = rgb(0x351B1A);
  t.infobg = rgb(0x14293A);
  t.write = rgb(0x56B4E9);
  t.read = rgb(0xD39BC4);
  t.s3 = rgb(0xE69F00);
  t.s4 = rgb(0x2EB88A);
  t.mark = rgb(0x3A3212);
  t.shade = rgb(0x2E2510);
  return t;
}

Tokens light() {
  Tokens t;
  t.window = rgb(0xF1F3F6);
  t.rail = rgb(0xE8EBEF);
  t.card = rgb(0xFFFFFF);
  t.raised = rgb(0xF6F7F9);
  t.hover = rgb(0xEDF1F5);
  t.selected = rgb(0xDAEAF7);
  t.line = rgb(0xDCE1E7);
  t.edge = rgb(0x7D8894);
  t.text = rgb(0x1B2027);
  t.muted = rgb(0x5B6673);
  t.faint = rgb(0x5F6A76);
  t.accent = rgb(0x0A63A3);
  t.fill = rgb(0x0A63A3);
  t.onfill = rgb(0xFFFFFF);
  t.ok = rgb(0x0B7A56);
  t.warn = rgb(0x8F5A00);
  t.bad = rgb(0xC0341D);
  t.okbg = rgb(0xE3F4EC);
  t.warnbg = rgb(0xFCF1D9);
  t.badbg = rgb(0xFCE8E4);
  t.infobg = rgb(0xE3F0FA);
  t.write = rgb(0x0072B2);
  t.read = rgb(0xA8508A);
  t.s3 = rgb(0xA86300);
  t.s4 = rgb(0x00805D);
  t.mark = rgb(0xFFF0C2);
  t.shade = rgb(0xFCF1D9);
  return t;
}

Tokens highContrast() {
  Tokens t;
  t.window = t.rail = t.card = t.raised = rgb(0x000000);
  t.hover = rgb(0x1A1A1A);
  t.selected = rgb(0x003A66);
  t.line = rgb(0x8C8C8C);
  t.edge = rgb(0xFFFFFF);
  t.text = rgb(0xFFFFFF);
  t.muted = rgb(0xE0E0E0);
  t.faint = rgb(0xC8C8C8);
  t.accent = rgb(0x6FD0FF);
  t.fill = rgb(0xFFFFFF);
  t.onfill = rgb(0x000000);
  t.ok = rgb(0x3DF0A8);
  t.warn = rgb(0xFFD23F);
  t.bad = rgb(0xFF8A80);
  t.okbg = t.warnbg = t.badbg = t.infobg = rgb(0x000000);
  t.write = rgb(0x6FD0FF);
  t.read = rgb(0xFFB0E6);
  t.s3 = rgb(0xFFC14D);
  t.s4 = rgb(0x3DF0A8);
  t.mark = rgb(0x4A3F00);
  t.shade = rgb(0x2A2200);
  return t;
}

double luminance(const QColor& colour) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

}  // namespace

const Tokens& tokensOf(ThemeKind kind) {
  static const Tokens lightTokens = light();
  static const Tokens darkTokens = dark();
  static const Tokens contrastTokens = highContrast();
  if (kind == ThemeKind::Dark) return darkTokens;
  return kind == ThemeKind::HighContrast ? contrastTokens : lightTokens;
}

double contrast(const QColor& a, const QColor& b) {
  const double x = luminance(a) + 0.05;
  const double y = luminance(b) + 0.05;
  return std::max(x, y) / std::min(x, y);
}

}  // namespace twinlane::ui
