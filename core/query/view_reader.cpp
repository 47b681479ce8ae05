#include "query/view_reader.h"

#include "projection/view_file.h"

namespace twinlane::query {

base::Result<std::unique_ptr<ViewReader>> ViewReader::open(const std::string& viewsFolder, const std::string& name, const store::StoreIdentity& identity,
                                                           const base::FileSystem& files) {
  const int generation = projection::currentGeneration(files, viewsFolder, name);
  auto connection = sqlite::Connection::open(projection::viewPath(viewsFolder, name, generation), sqlite::Access::ReadOnly, files,
                                              "close whoever has the shop open and remove the folder 'views'; lists are made anew from the log");
  if (!connection) return tl::unexpected(connection.error());
  std::unique_ptr<ViewReader> reader(new ViewReader(std::move(*connection), generation));
  auto select = reader->m_connection.prepare("SELECT store_id, incarnation FROM checkpoint", false);
  if (!select) return tl::unexpected(select.error());
  const auto row = select->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || store::StoreIdentity{std::string(select->text(0)), select->integer(1)} != identity)
    return base::fail(base::ErrorCode::Foreign, "the list '" + name + "' belongs to another shop folder", viewsFolder, "remove the folder 'views'; lists are made anew from the log");
  return reader;
}

base::Result<sqlite::Statement*> ViewReader::statement(const std::string& sql) {
  if (const auto known = m_statements.find(sql); known != m_statements.end()) return &known->second;
  auto prepared = m_connection.prepare(sql.c_str());
  if (!prepared) return tl::unexpected(prepared.error());
  return &m_statements.emplace(sql, std::move(*prepared)).first->second;
}

base::Result<store::Position> ViewReader::position() {
  auto select = statement("SELECT position FROM checkpoint");
  if (!select) return tl::unexpected(select.error());
  const auto row = (*select)->step();
  if (!row) return tl::unexpected(row.error());
  const store::Position found = *row ? (*select)->integer(0) : 0;
  (*select)->reset();
  return found;
}

base::Result<ListPosition> ViewReader::standing() {
  auto select = statement("SELECT position, version, paused, actor, reason FROM checkpoint, pause");
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
  }
  found.generation = m_generation;
  (*select)->reset();
  return found;
}

}  // namespace twinlane::query
