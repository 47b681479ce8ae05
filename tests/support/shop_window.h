// A window on a shop of its own, for tests of pages over a real engine. GUI thread.
#pragma once

#include "support/temp_folder.h"

#include "frame/main_window.h"

#include <functional>

namespace twinlane::tests {

// Shown when it is made. `before` may put something into the folder first.
struct ShopWindow {
  explicit ShopWindow(const char* zone = "", const std::function<void(const QString& folder)>& before = {}) : theme(ui::ThemeKind::Light), folders(QString::fromStdString(folder / "settings.ini")), window(theme, folders) {
    theme.apply();
    window.resize(1440, 900);
    ui::SessionOptions options;
    options.folder = QString::fromStdString(folder / "shop");
    options.zone = zone;
    if (before) before(options.folder);
    opened = window.openFolder(options).has_value();
    if (opened) frame().go(ui::PageId::Orders);
    window.show();
  }
  ui::ShopFrame& frame() { return *window.shop(); }
  engine::Engine& engine() { return frame().session().engine(); }

  // An order of one line, in the list when this returns.
  std::string place(const char* product, std::int64_t pounds) {
    domain::PlaceOrder order;
    order.currency = base::Currency{{'G', 'B', 'P'}};
    domain::LineRequest line;
    line.product = domain::ProductId(product);
    line.quantity = base::Quantity{1000};
    line.unitPrice = base::Amount{pounds * 10'000};
    order.lines.push_back(line);
    return give(order);
  }
  std::string give(domain::Command command, const char* actor = "test") {
    command::Envelope envelope;
    envelope.id = engine().newCommandId();
    envelope.actor = actor;
    envelope.command = std::move(command);
    const command::Receipt receipt = engine().submitAndWait(std::move(envelope));
    if (!receipt.stream) return {};
    engine().waitForProjections(receipt.position, 5000);
    return receipt.stream->id;
  }

  tests::TempFolder folder;
  ui::Theme theme;
  ui::RecentFolders folders;
  ui::MainWindow window;
  bool opened = false;
};

// What the test saw, for a person: pictures are kept only where somebody asks for them.
inline void keepPicture(ui::MainWindow& window, const char* name) {
  const QString folder = qEnvironmentVariable("TWINLANE_PICTURES");
  if (!folder.isEmpty()) window.grab().save(folder + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".png"));
}

}  // namespace twinlane::tests
