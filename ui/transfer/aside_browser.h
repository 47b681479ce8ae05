// The rows that were not imported: why, what would fix them, and their texts, a page at a time from the shop folder; the text
// of a row can be changed, is told what it would become, and taken in. Asks the journal through the bridge; what is taken in
// goes through the import page, which runs one thing at a time. GUI thread; owned by the import page.
#pragma once

#include "bridge/engine_bridge.h"
#include "parts/card.h"
#include "parts/choice_box.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/aside_page.h"
#include "transfer/import_run.h"

#include <QHash>
#include <QPlainTextEdit>
#include <QPushButton>

namespace twinlane::ui {

class AsideBrowser : public Card {
  Q_OBJECT

 public:
  AsideBrowser(const Theme& theme, EngineBridge& bridge, QWidget* parent = nullptr);

  // None while the profile in use has a problem.
  void setProfile(std::optional<transfer::Profile> profile);
  // From the first page on; the reason may be empty.
  void open(const std::string& reason);
  void setRunning(bool running);
  void tell(const transfer::RepairAccount& account, const RowsByReason& stay);
  void say(const QString& text, const char* tone);
  static constexpr std::size_t rowsAtOnce = 100;

 signals:
  void closed();
  void takeAsked(const std::vector<transfer::RepairedRow>& rows, const QString& headerFile);
  // All open ones with the texts they have; the reason may be empty.
  void takeAllAsked(const QString& reason, const QString& headerFile);
  // Rows of this source are to be repaired, and the profile in use is of another.
  void sourceAsked(const QString& source);
  // A person is to choose another profile.
  void profileAsked();

 private:
  QWidget* buildPager(const Theme& theme);
  QWidget* buildRepair(const Theme& theme);
  void read();
  void show(const AsidePage& page, const store::ImportLedger::Account& account);
  void showRows();
  void showReasons(const store::ImportLedger::Account& account);
  const store::QuarantinedRow* current() const;
  std::vector<const store::QuarantinedRow*> chosen() const;  // those that are open
  QString textOf(const store::QuarantinedRow& row) const;
  void rowChosen();
  void edited();
  void askHeader(const std::string& file);
  void showMeaning();
  void takeIn();
  void stayOnRows();
  void chooseColumns();

  EngineBridge& m_bridge;
  ChoiceBox* m_reasons;
  QPushButton *m_openOnly, *m_earlier = nullptr, *m_later = nullptr, *m_take = nullptr, *m_all = nullptr, *m_undo = nullptr, *m_columnsFrom = nullptr, *m_profileFrom = nullptr;
  DataTable* m_table;
  RowTableModel* m_model;
  EmptyState* m_empty;
  QLabel *m_place = nullptr, *m_meaning = nullptr;
  ShortLabel *m_columns = nullptr, *m_message = nullptr;
  QPlainTextEdit* m_text = nullptr;
  std::optional<transfer::Profile> m_profile;
  std::vector<store::QuarantinedRow> m_rows;
  QHash<qint64, QString> m_edits;                         // by index
  QHash<QString, base::Result<std::string>> m_headers;    // by file, under the profile
  QString m_headerFile;                                   // named for rows whose file is gone
  std::vector<std::int64_t> m_starts{0};                  // what pages come behind, up to the one on screen
  std::int64_t m_before = 0;                              // rows of the pages before
  AsideFilter m_filter;
  int m_nextRow = 0;                                      // of the page, once it has been read anew
  std::int64_t m_matching = 0;                            // rows of this kind in all
  int m_asked = 0;
  bool m_running = false;
};

}  // namespace twinlane::ui
