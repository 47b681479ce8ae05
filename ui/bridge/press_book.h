// When the keys of this window's last commands were pressed, and when the list of orders had been drawn with what they changed: the two
// ends of a command's way that the engine does not see. GUI thread; owned by the bridge.
#pragma once

#include "base/clock.h"
#include "base/command_id.h"

#include <QList>

#include <cstdint>
#include <optional>

namespace twinlane::ui {

struct Press {
  base::CommandId command;
  base::SteadyTime pressed;
  std::int64_t position = 0;  // of its last event; 0 until it is stored
  std::optional<base::SteadyTime> drawn = {};  // nothing while it was in nobody's sight
};

class PressBook {
 public:
  static constexpr qsizetype kept = 200;

  void pressed(const base::CommandId& command, base::SteadyTime at);
  void stored(const base::CommandId& command, std::int64_t lastPosition);
  // The list as of `position` is on the screen.
  void drawn(std::int64_t position, base::SteadyTime at);
  const Press* find(const base::CommandId& command) const;

 private:
  QList<Press> m_presses;  // the newest last
};

}  // namespace twinlane::ui
