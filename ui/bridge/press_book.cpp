#include "bridge/press_book.h"

#include <algorithm>

namespace twinlane::ui {

void PressBook::pressed(const base::CommandId& command, base::SteadyTime at) {
  // Sent again it is still the first press that the person waits from.
  if (find(command)) return;
  m_presses << Press{command, at};
  if (m_presses.size() > kept) m_presses.removeFirst();
}

void PressBook::stored(const base::CommandId& command, std::int64_t lastPosition) {
  for (Press& press : m_presses)
    if (press.command == command) press.position = lastPosition;
}

void PressBook::drawn(std::int64_t position, base::SteadyTime at) {
  for (Press& press : m_presses)
    if (press.position > 0 && press.position <= position && !press.drawn) press.drawn = at;
}

const Press* PressBook::find(const base::CommandId& command) const {
  const auto found = std::find_if(m_presses.begin(), m_presses.end(), [&command](const Press& press) { return press.command == command; });
  return found == m_presses.end() ? nullptr : &*found;
}

}  // namespace twinlane::ui
