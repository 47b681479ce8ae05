// Engine room, Import and export: a file, the profile that says what its columns mean, taking it in with progress and cancel,
// and the account in which every row of the file has exactly one fate. GUI thread; owned by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "parts/card.h"
#include "parts/choice_box.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"
#include "transfer/account_rows.h"
#include "transfer/file_beginning.h"
#include "transfer/import_run.h"
#include "transfer/share_bar.h"
#include "transfer/step_strip.h"

#include <QProgressBar>
#include <QPushButton>

namespace twinlane::ui {

class ImportPage : public Page {
  Q_OBJECT

 public:
  ImportPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  QWidget* actions() override { return m_actions; }
  QWidget* mainControl() override { return m_choose; }
  void shown() override;
  void chooseFile();
  void setFile(const QString& path);
  // A path of the list of profiles, or of a file that joins it.
  void setProfile(const QString& path);
  void start();
  // Why the file was not taken in.
  void fail(const QString& what, const QString& where, const QString& remedy);
  bool ready() const override { return m_ready; }

 signals:
  void ordersAsked();
  // The shop has no orders yet and counts its days in another zone than the file, which could be taken in: it wants to be
  // opened in the file's zone, and the file taken in there.
  void zoneAsked(const QString& zone, const QString& profile, const QString& file);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildSteps();
  QWidget* buildMapping();
  QWidget* buildPreview();
  QWidget* buildAccount();
  void listProfiles();
  void chooseProfile();
  void readProfile(const QString& path);
  // Columns whose place among the problems of the header is found are marked.
  void showMapping(const std::vector<transfer::ProfileProblem>& problems);
  void askPreview();
  void showPreview(const transfer::FileBeginning& beginning);
  // Whether the file fits, by the problems of its beginning.
  void judge(const std::vector<transfer::ProfileProblem>& problems);
  void sharePreview();
  void progressed(const transfer::ImportAccount& account);
  void showAccount(const transfer::ImportAccount& account, AccountOf what);
  void askPast();
  void showPast(const store::ImportLedger::Account& rows, const query::OrderCounts& counts);
  void finished(const transfer::ImportAccount& account);
  void say(const QString& text, const char* tone = "muted");
  void setStep();
  void showZones();
  bool zoneIsOpen() const;

  // Whether the chosen file can be read and has the columns of the profile.
  enum class Fit { NotKnown, Fits, FitsNot };

  const Theme& m_theme;
  ShopSession& m_session;
  ImportRun* m_run;
  QWidget* m_actions;
  StepStrip* m_steps = nullptr;
  QLabel *m_file = nullptr, *m_message = nullptr, *m_became = nullptr, *m_progressText = nullptr, *m_mappingNote = nullptr, *m_zones = nullptr;
  QPushButton *m_choose = nullptr, *m_start = nullptr, *m_cancel = nullptr, *m_open = nullptr;
  QProgressBar* m_progress = nullptr;
  ChoiceBox* m_profiles = nullptr;
  Card *m_mappingCard = nullptr, *m_previewCard = nullptr, *m_accountCard = nullptr;
  DataTable *m_mapping = nullptr, *m_preview = nullptr, *m_account = nullptr;
  RowTableModel *m_mappingRows = nullptr, *m_previewRows = nullptr, *m_accountRows = nullptr;
  ShareBar* m_shares = nullptr;
  QString m_path, m_profilePath;
  transfer::Profile m_profile;
  Fit m_fit = Fit::NotKnown;
  int m_asked = 0;   // previews asked for; the answer to an older one is late
  int m_begun = -1;  // the one asked for last when a run began: its rows are shown, but of the file the run speaks
  bool m_profileGood = false, m_leaving = false, m_done = false, m_cancelled = false, m_ready = false;
};

}  // namespace twinlane::ui
