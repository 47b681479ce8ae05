// The pages and the names the command line knows them by. Order entry and the inspector stand beside the list of orders: to
// go there is to open Orders with them; products and revenue are parts of the catalogue.
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace twinlane::ui {

enum class PageId { First, Today, Orders, OrderEntry, Inspector, UnderTheHood, Catalogue, Products, Revenue, Live, Views, Log, Import, Health, Learn, Messages, Settings };

inline constexpr std::array<const char*, 17> pageNames = {"first", "today", "orders", "order-entry", "inspector", "under-the-hood", "catalogue", "products", "revenue", "live", "views", "log", "import", "health", "learn", "messages", "settings"};

inline QString nameOf(PageId id) { return QString::fromLatin1(pageNames[static_cast<std::size_t>(id)]); }

inline std::optional<PageId> pageFromName(const QString& name) {
  for (std::size_t i = 0; i < pageNames.size(); ++i)
    if (name == QLatin1String(pageNames[i])) return static_cast<PageId>(i);
  return std::nullopt;
}

// The Engine room is one of the five pages; these are its parts.
inline bool inEngineRoom(PageId id) {
  return id == PageId::Live || id == PageId::Views || id == PageId::Log || id == PageId::Import || id == PageId::Health;
}

}  // namespace twinlane::ui
