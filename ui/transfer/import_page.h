// Engine room, Import and export: files, the profile that says what their columns mean, taking them in with progress and cancel,
// the account in which every row has exactly one fate, and the rows that were not imported, to be repaired. GUI thread; owned
// by the window.
#pragma once

#include "bridge/shop_session.h"
#include "frame/page.h"
#include "transfer/account_card.h"
#include "transfer/aside_browser.h"
#include "transfer/import_choice.h"
#include "transfer/import_run.h"
#include "transfer/mapping_card.h"
#include "transfer/preview/preview_card.h"
#include "transfer/profile_editor.h"
#include "transfer/run_pace.h"
#include "transfer/step_strip.h"

#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>

namespace twinlane::ui {

class ImportPage : public Page {
  Q_OBJECT

 public:
  ImportPage(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  QWidget* actions() override { return m_actions; }
  QWidget* mainControl() override { return m_choose; }
  void shown() override;
  void chooseFiles();
  void chooseFolder();
  void setFile(const QString& path) { setFiles({path}); }
  // Taken in one after the other, as one run.
  void setFiles(const QStringList& paths);
  // What was dropped on the window: files, folders of files, a profile. Where no profile was chosen, one is picked that the
  // files look like.
  void drop(const QList<QUrl>& urls);
  // A path of the list of profiles, or of a file that joins it.
  void setProfile(const QString& path);
  // A profile to begin with, from the first file; opens the editor.
  void proposeProfile();
  // Writes the profile as it stands to a file that joins the list.
  void saveProfile(const QString& path);
  const ImportChoice& choice() const { return m_choice; }
  void choose(const ImportChoice& choice);
  void start();
  // Why the files were not taken in.
  void fail(const QString& what, const QString& where, const QString& remedy);
  bool ready() const override { return m_ready; }

 signals:
  void ordersAsked();
  // The shop has no orders yet and counts its days in another zone than the files, which could be taken in: it wants to be
  // opened in their zone, and what was chosen taken in there.
  void zoneAsked(const QString& zone);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildSteps();
  void connectCards();
  void readProfile(const QString& path);
  void takeProfile(const QString& name, const QString& text);
  void chooseProfile();
  void refuseProposal(const base::Error& error);
  void chooseSaving();
  void editProfile(std::vector<transfer::ProfileProblem> guesses = {});
  QString profileName() const;
  void askPreview();
  void seen(const FilesSeen& seen);
  void pickProfile();
  // Whether the files fit, by the problems of their headers.
  void judge(const std::vector<transfer::ProfileProblem>& problems);
  void progressed(const transfer::ImportAccount& account);
  void askPast();
  void showPast(const store::ImportLedger::Account& rows, const query::OrderCounts& counts);
  void finished(const transfer::ImportAccount& account);
  QString sentenceOf(const transfer::ImportAccount& account) const;
  void beginRepair();
  void repaired(const transfer::RepairAccount& account, const RowsByReason& stay);
  // The profile as it stands is the one of its file: nothing is lost when another one is taken.
  bool isSaved() const;
  void setStep();
  void showFace(QWidget* face);
  void showZones();
  bool zoneIsOpen() const;
  QString filesWord() const;
  // Rows of the file are lines, each of which can be shown as what it would be taken in as.
  bool isFlat() const { return m_profile.shape == "flat_lines"; }
  // What was chosen, without what a folder of it would pass over.
  QStringList kept() const;
  // Of that, folders as they are where the profile tells its tables by name; else the files in them.
  QStringList chosenPaths() const;
  std::vector<std::string> paths() const;
  void tellLeftOut(const FilesSeen& seen);
  void fitsNot(const QString& what, const QString& where, const QString& remedy);

  // Whether the chosen files can be read and have the columns of the profile.
  enum class Fit { NotKnown, Fits, FitsNot };

  const Theme& m_theme;
  ShopSession& m_session;
  ImportRun* m_run;
  FilesLook* m_look;
  QWidget *m_actions, *m_middle;
  StepStrip* m_steps = nullptr;
  QLabel *m_file = nullptr, *m_progressText = nullptr;
  QPushButton *m_choose = nullptr, *m_chooseFolder = nullptr, *m_start = nullptr, *m_cancel = nullptr;
  QProgressBar* m_progress = nullptr;
  MappingCard* m_mapping;
  PreviewCard* m_preview;
  AccountCard* m_account;
  ProfileEditor* m_editor;
  AsideBrowser* m_aside;
  QStackedWidget* m_faces;  // account, editor or rows not imported
  ImportChoice m_choice;
  transfer::Profile m_profile;
  RunPace m_pace;
  Fit m_fit = Fit::NotKnown;
  QString m_misfit;  // why they do not fit
  int m_task = 0;    // of the run
  int m_asked = 0;   // previews asked for; the answer to an older one is late
  int m_begun = -1;  // the one asked for last when a run began: its rows are shown, but of the files the run speaks
  bool m_profileGood = false, m_leaving = false, m_done = false, m_cancelled = false, m_ready = false, m_repairing = false, m_chosen = false;
  bool m_outdated = false;  // the account of this run is of before rows were repaired
};

}  // namespace twinlane::ui
