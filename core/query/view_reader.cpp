#include "query/view_reader.h"

#include "base/fault/sabotage.h"
#include "projection/view_file.h"

namespace twinlane::query {

base::Result<std::unique_ptr<ViewReader>> ViewReader::open(const std::string& viewsFolder, const std::string& name, const store::StoreIdentity& identity,
                                                           const base::FileSystem& files) {
  const int generation = projection::generationsOf(files, viewsFolder, name).current;
  auto connection = sqlite::Connection::open(projection::viewPath(viewsFolder, name, generation), sqlite::Access::ReadOnly, files,
                                              "close whoever has the shop open and make it anew: rebuild " + name);
  if (!connection) return tl::unexpected(connection.error());
  if (auto guarded = connection->guardReads(); !guarded) return tl::unexpected(guarded.error());
  std::unique_ptr<ViewReader> reader(new ViewReader(std::move(*connection), generation));
  reader->m_folder = viewsFolder;
  reader->m_name = name;
  auto select = reader->m_connection.prepare("SELECT store_id, incarnation FROM checkpoint", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || store::StoreIdentity{std::string(select->text(0)), select->integer(1)} != identity)
    return base::fail(base::ErrorCode::Foreign, "the list '" + name + "' belongs to another shop folder", viewsFolder, "remove the folder 'views'; lists are made anew from the log");
  return reader;
}

bool ViewReader::isCurrent(const base::FileSystem& files) const { return projection::generationsOf(files, m_folder, m_name).current == m_generation || TWINLANE_SABOTAGE("old-generation-read-on"); }

base::Result<sqlite::Statement*> ViewReader::statement(const std::string& sql) {
  if (auto* known = m_statements.find(sql)) return known;
  auto prepared = m_connection.prepare(sql.c_str());
  if (!prepared) return tl::unexpected(prepared.error());
  return &m_statements.put(sql, std::move(*prepared));
}

base::Result<ViewReader::Reached> ViewReader::position() {
  auto select = statement("SELECT position, (SELECT count(*) FROM parked WHERE error<>''), (SELECT count(*) FROM parked), " + std::string(projection::passedOver) + " FROM checkpoint");
  if (!select) return tl::unexpected(select.error());
  const auto row = (*select)->step();
  if (!row) return tl::unexpected(row.error());
  const Reached found = *row ? Reached{(*select)->integer(0), (*select)->integer(1), (*select)->integer(2), (*select)->integer(3)} : Reached{};
  (*select)->reset();
  return found;
}

base::Result<ListPosition> ViewReader::standing() {
  auto select = statement("SELECT position, version, paused, actor, reason, (SELECT count(*) FROM parked WHERE error<>''), " + std::string(projection::passedOver) + " FROM checkpoint, pause");
  if (!select) return tl::unexpected(select.error());
  const auto row = (*select)->step();
  if (!row) return tl::unexpected(row.error());
  ListPosition found;
  if (*row) {
    found.position = (*select)->integer(0);
    found.version = static_cast<int>((*select)->integer(1));
    found.paused = (*select)->integer(2) != 0;
    found.pausedBy = (*select)->text(3);
    found.pauseReason = (*select)->text(4);
    found.parked = (*select)->integer(5);
    found.discarded = (*select)->integer(6);
  }
  found.generation = m_generation;
  (*select)->reset();
  return found;
}

}  // namespace twinlane::query
