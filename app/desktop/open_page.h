// Opens the page the command line names: one way for a window and for a picture of it. GUI thread.
#pragma once

#include "wishes.h"

namespace twinlane::ui {
class MainWindow;
}

namespace twinlane::desktop {

// In the demo, order entry holds an order and places it.
void openPage(ui::MainWindow& window, const Wishes& wishes);

}  // namespace twinlane::desktop
