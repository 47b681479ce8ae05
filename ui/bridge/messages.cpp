#include "bridge/messages.h"

namespace twinlane::ui {

namespace {

MarkShape shapeOf(Tone tone) {
  switch (tone) {
    case Tone::Bad: return MarkShape::Square;
    case Tone::Warn: return MarkShape::Triangle;
    case Tone::Ok: return MarkShape::Dot;
    default: return MarkShape::Ring;
  }
}

}  // namespace

void Messages::add(MessageKind kind, Tone tone, const QString& text, const QString& page) {
  m_all.prepend({++m_last, kind, {shapeOf(tone), tone}, text, m_clock.wall(), page});
  if (m_all.size() > kept) m_all.removeLast();
  m_unread = std::min(m_unread + 1, kept);
  emit added(m_all.front());
  emit changed();
}

void Messages::markRead() {
  if (m_unread == 0) return;
  m_unread = 0;
  emit changed();
}

}  // namespace twinlane::ui
