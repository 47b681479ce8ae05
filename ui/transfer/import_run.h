// One import on a thread of its own, so that the window stays free: progress and the final account come to the GUI thread.
// GUI thread; owned by the import page. Destroying it cancels and waits for the chunk under way.
#pragma once

#include <QObject>

#include <cstdint>
#include <map>
#include <string>

#ifndef Q_MOC_RUN  // moc of Qt 6.4 trips over the concepts in the standard headers behind these
#include "engine/engine.h"
#include "transfer/aside_page.h"

#include <atomic>
#include <thread>
#endif

namespace twinlane::ui {

using RowsByReason = std::map<std::string, std::int64_t>;

class ImportRun : public QObject {
  Q_OBJECT

 public:
  ImportRun(engine::Engine& engine, QObject* parent) : QObject(parent), m_engine(engine) {}
  ~ImportRun() override;

  void start(transfer::Profile profile, std::vector<std::string> paths);
  // Only reads the files to their end: proved() when they could be taken in.
  void prove(transfer::Profile profile, std::vector<std::string> paths);
  // Rows that were set aside, with their repaired texts.
  void repair(transfer::Profile profile, std::string headerFile, std::vector<transfer::RepairedRow> rows);
  // All of a kind and of the profile's source that are open, with the texts they have; for a profile that was mended.
  void repairAll(transfer::Profile profile, std::string headerFile, std::string reason);
  void cancel() { m_cancelled = true; }
  bool running() const { return m_running; }

 signals:
  void proved();
  void progressed(const transfer::ImportAccount& account);
  void finished(const transfer::ImportAccount& account);
  void looked(qint64 rows);
  // `stay`: rows that were not taken in, all of them; the account names them, or the last of them where they are many.
  void repaired(const transfer::RepairAccount& account, const twinlane::ui::RowsByReason& stay);
  void failed(const QString& what, const QString& where, const QString& remedy);

 private:
  void begin(std::function<void()> work);
  void take(const transfer::Profile& profile, const std::vector<std::string>& paths);
  base::Result<std::pair<transfer::RepairAccount, RowsByReason>> takeAll(const transfer::Profile& profile, const std::string& headerFile, const std::string& reason);
  // On the GUI thread, unless the page has gone.
  void end(std::function<void(ImportRun&)> tell);
  void tell(const base::Error& error);

  engine::Engine& m_engine;
  std::jthread m_thread;
  std::atomic<bool> m_cancelled = false;
  bool m_running = false;
};

}  // namespace twinlane::ui
