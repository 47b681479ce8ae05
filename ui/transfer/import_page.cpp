#include "transfer/import_page.h"

#include "base/zone.h"
#include "parts/button.h"
#include "parts/label.h"
#include "transfer/dropped_files.h"
#include "transfer/profile_fit.h"
#include "transfer/profile_text.h"
#include "transfer/profile/profile_proposal.h"
#include "words/counts.h"
#include "words/formats.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QResizeEvent>
#include <QSaveFile>

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr int padding = 12, gutter = 10, lowHeight = 700, middleHeight = 268, middleLow = 236, mappingWidth = 380;
}

ImportPage::ImportPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_theme(theme),
      m_session(session),
      m_run(new ImportRun(session.engine(), this)),
      m_look(new FilesLook(this)),
      m_actions(new QWidget(this)),
      m_middle(new QWidget),
      m_mapping(new MappingCard(theme)),
      m_preview(new PreviewCard(theme)),
      m_account(new AccountCard(theme)),
      m_editor(new ProfileEditor(theme)),
      m_aside(new AsideBrowser(theme, session.bridge())),
      m_faces(new QStackedWidget) {
  auto* row = new QHBoxLayout(m_actions);
  row->setContentsMargins(0, 0, 0, 0);
  m_choose = makeButton(theme, tr("Choose files…"), nullptr, "import");
  m_chooseFolder = makeButton(theme, tr("Choose a folder…"));
  m_choose->setObjectName(QStringLiteral("chooseFiles"));
  m_chooseFolder->setObjectName(QStringLiteral("chooseFolder"));
  row->addWidget(m_choose);
  row->addWidget(m_chooseFolder);
  m_actions->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(padding, padding, padding, padding);
  column->setSpacing(gutter);
  column->addWidget(buildSteps());
  auto* middle = new QHBoxLayout(m_middle);
  middle->setContentsMargins(0, 0, 0, 0);
  middle->setSpacing(gutter);
  m_mapping->setFixedWidth(px(mappingWidth));
  middle->addWidget(m_mapping);
  middle->addWidget(m_preview, 1);
  m_middle->setFixedHeight(px(middleHeight));
  column->addWidget(m_middle);
  for (QWidget* face : std::initializer_list<QWidget*>{m_account, m_editor, m_aside}) m_faces->addWidget(face);
  column->addWidget(m_faces, 1);
  showFace(m_account);
  connectCards();
  if (const QStringList profiles = m_mapping->profiles(); !profiles.isEmpty()) readProfile(profiles.front());
  setStep();
}

QWidget* ImportPage::buildSteps() {
  auto* card = new Card(m_theme, {});
  card->setFixedHeight(px(46));
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 12, 0);
  row->setSpacing(12);
  m_steps = new StepStrip(m_theme, {tr("File"), tr("Mapping"), tr("Take in"), tr("Account")});
  m_file = makeLabel(m_theme, tr("No file chosen yet"), Type::Data, "muted");
  m_progress = new QProgressBar;
  m_progress->setRange(0, 1000);
  m_progress->setTextVisible(false);
  m_progress->setFixedWidth(px(120));
  m_progress->setAccessibleName(tr("Progress of the import"));
  m_progressText = makeLabel(m_theme, {}, Type::Data, "muted");
  m_progressText->setObjectName(QStringLiteral("progressText"));
  m_cancel = makeButton(m_theme, tr("Cancel"));
  m_start = makeButton(m_theme, tr("Take in"), "primary", "import");
  m_start->setObjectName(QStringLiteral("takeIn"));
  m_cancel->setObjectName(QStringLiteral("cancelImport"));
  row->addWidget(m_steps, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_file, m_progress, m_progressText, m_cancel, m_start}) row->addWidget(widget);
  card->body()->addLayout(row);
  return card;
}

void ImportPage::connectCards() {
  connect(m_choose, &QPushButton::clicked, this, &ImportPage::chooseFiles);
  connect(m_chooseFolder, &QPushButton::clicked, this, &ImportPage::chooseFolder);
  connect(m_look, &FilesLook::seen, this, &ImportPage::seen);
  connect(m_start, &QPushButton::clicked, this, &ImportPage::start);
  connect(m_cancel, &QPushButton::clicked, m_run, &ImportRun::cancel);
  connect(m_run, &ImportRun::progressed, this, &ImportPage::progressed);
  connect(m_run, &ImportRun::finished, this, &ImportPage::finished);
  connect(m_run, &ImportRun::repaired, this, &ImportPage::repaired);
  connect(m_run, &ImportRun::failed, this, &ImportPage::fail);
  connect(m_run, &ImportRun::proved, this, [this] {
    m_leaving = true;
    setStep();
    emit zoneAsked(QString::fromStdString(m_profile.zone));
  });
  connect(m_mapping, &MappingCard::chosen, this, &ImportPage::setProfile);
  connect(m_mapping, &MappingCard::otherAsked, this, &ImportPage::chooseProfile);
  connect(m_mapping, &MappingCard::proposalAsked, this, &ImportPage::proposeProfile);
  connect(m_mapping, &MappingCard::editAsked, this, [this] { editProfile(); });
  connect(m_editor, &ProfileEditor::changed, this, [this](const QString& text) { takeProfile(profileName(), text); });
  connect(m_editor, &ProfileEditor::saveAsked, this, &ImportPage::chooseSaving);
  connect(m_editor, &ProfileEditor::closed, this, [this] { showFace(m_account); });
  connect(m_account, &AccountCard::ordersAsked, this, &ImportPage::ordersAsked);
  connect(m_account, &AccountCard::asideAsked, this, [this] {
    m_aside->open({});
    showFace(m_aside);
    m_aside->setFocus();
  });
  connect(m_aside, &AsideBrowser::closed, this, [this] { showFace(m_account); });
  connect(m_aside, &AsideBrowser::sourceAsked, this, [this](const QString& source) {
    if (const QString path = m_mapping->profileOf(source.toStdString()); !path.isEmpty() && path != m_choice.profilePath && isSaved()) setProfile(path);
  });
  connect(m_aside, &AsideBrowser::profileAsked, this, &ImportPage::chooseProfile);
  connect(m_aside, &AsideBrowser::takeAsked, this, [this](const std::vector<transfer::RepairedRow>& rows, const QString& headerFile) {
    if (!m_profileGood || m_leaving || m_run->running()) return;
    beginRepair();
    m_run->repair(m_profile, headerFile.toStdString(), rows);
    setStep();
  });
  connect(m_aside, &AsideBrowser::takeAllAsked, this, [this](const QString& reason, const QString& headerFile) {
    if (!m_profileGood || m_leaving || m_run->running()) return;
    beginRepair();
    m_run->repairAll(m_profile, headerFile.toStdString(), reason.toStdString());
    setStep();
  });
  connect(m_run, &ImportRun::looked, this, [this](qint64 rows) { m_progressText->setText(tr("%1 gone through").arg(counted(Counted::Rows, rows))); });
}

void ImportPage::showFace(QWidget* face) {
  // One that is not seen needs no room.
  for (QWidget* each : std::initializer_list<QWidget*>{m_account, m_editor, m_aside}) each->setSizePolicy(QSizePolicy::Preferred, each == face ? QSizePolicy::Preferred : QSizePolicy::Ignored);
  m_faces->setCurrentWidget(face);
  // Rows that were not imported are of all files: those that are chosen now say nothing about them.
  m_middle->setVisible(face != m_aside);
}

// In a low window the account gets more of the room and its rows stand closer, so that the line with the sum is in sight.
void ImportPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  const bool low = height() < px(lowHeight);
  m_account->setLow(low);
  m_middle->setFixedHeight(px(low ? middleLow : middleHeight));
}

void ImportPage::shown() {
  if (!m_done && !m_run->running()) askPast();
}

// What was taken in on earlier days stands in the shop folder.
void ImportPage::askPast() {
  using Answer = std::pair<base::Result<store::ImportLedger::Account>, base::Result<query::OrderCounts>>;
  m_session.bridge().ask<Answer>(
      this, [](query::Reader& reader) { return Answer{reader.importAccount(), reader.orderCounts()}; },
      [this](Answer answer) {
        m_ready = m_ready || !m_run->running();
        const auto& [rows, counts] = answer;
        if (rows && counts && rows->rows > 0) showPast(*rows, *counts);
      });
}

void ImportPage::showPast(const store::ImportLedger::Account& rows, const query::OrderCounts& counts) {
  std::int64_t repairedRows = 0;
  for (const auto& [reason, count] : rows.repaired) repairedRows += count;
  m_account->setPast(rows);
  if ((m_done && !m_outdated) || m_run->running()) return;
  transfer::ImportAccount account;
  account.rows = rows.rows;
  account.accepted = rows.accepted;
  account.quarantined = rows.quarantined;
  account.ignored = rows.ignored;
  if (const auto there = account.ignored.extract(store::thereAlready)) account.alreadyImported = there.mapped();
  m_account->show(account, AccountOf::AllBefore, tr("all files taken in so far"), rows.repaired);
  // Among the orders may be some that were entered by hand: they are the shop's, not the file's.
  const QString taken = counted(Counted::Rows, rows.accepted), orders = counted(Counted::Orders, counts.orders);
  m_account->setBecame(repairedRows > 0 ? tr("Taken in earlier: %1, of them %2 that stood aside before. The shop now has %3.").arg(taken, formatCount(repairedRows), orders) : tr("Taken in earlier: %1. The shop now has %2.").arg(taken, orders));
}

void ImportPage::chooseProfile() {
  const QString path = QFileDialog::getOpenFileName(this, tr("Mapping profile"), {}, tr("Profiles (*.json)"));
  if (!path.isEmpty()) setProfile(path);
}

void ImportPage::setProfile(const QString& path) {
  m_chosen = true;
  m_mapping->select(path);
  readProfile(path);
  if (m_faces->currentWidget() == m_editor) m_editor->edit(profileName(), m_choice.profileText);
}

void ImportPage::readProfile(const QString& path) {
  m_choice.profilePath = path;
  QString why;
  if (const auto text = profileText(path, &why)) return takeProfile(QFileInfo(path).fileName(), *text);
  // What was asked for the profile before is not told of this one.
  ++m_asked;
  m_look->stop();
  m_choice.profileText.clear();
  m_profileGood = false;
  m_aside->setProfile(std::nullopt);
  fail(tr("The profile cannot be read"), path, why);
}

void ImportPage::takeProfile(const QString& name, const QString& text) {
  ++m_asked;
  m_choice.profileText = text;
  m_profileGood = false;
  const transfer::ProfileCheck check = transfer::readProfile(name.toStdString(), text.toStdString());
  if (!check.problems.empty()) {
    const transfer::ProfileProblem& first = check.problems.front();
    m_aside->setProfile(std::nullopt);
    // What it says so far is shown, and the file in its manner.
    m_profile = check.profile;
    m_mapping->show(m_profile, {});
    askPreview();
    return fail(tr("The profile has a problem: %1").arg(QString::fromStdString(first.problem)),
                tr("%1, line %2, key %3").arg(QString::fromStdString(first.file)).arg(first.line).arg(QString::fromStdString(first.key)), QString::fromStdString(first.remedy));
  }
  m_profile = check.profile;
  m_profileGood = true;
  m_aside->setProfile(m_profile);
  m_mapping->show(m_profile, {});
  askPreview();
  setStep();
}

bool ImportPage::isSaved() const {
  return profileText(m_choice.profilePath) == m_choice.profileText;
}

QString ImportPage::profileName() const { return m_choice.profilePath.isEmpty() ? tr("proposed profile") : QFileInfo(m_choice.profilePath).fileName(); }

void ImportPage::editProfile(std::vector<transfer::ProfileProblem> guesses) {
  m_editor->edit(profileName(), m_choice.profileText, std::move(guesses));
  showFace(m_editor);
}

void ImportPage::proposeProfile() {
  if (m_choice.files.isEmpty()) return m_preview->say(tr("A profile is proposed from a file: choose one first."), "bad");
  const auto answer = std::make_shared<base::Result<transfer::ProfileProposal>>();
  const QStringList files = filesIn(m_choice.files);
  const int asked = ++m_asked;
  m_look->stop();
  m_session.bridge().inBackground([answer, path = (files.size() == 1 ? files : m_choice.files).front().toStdString()] { *answer = transfer::proposeProfile(path); }, this, [this, asked, answer] {
    if (asked != m_asked) return;
    if (!*answer) return refuseProposal(answer->error());
    m_chosen = true;
    m_choice.profilePath.clear();
    m_mapping->selectProposal();
    takeProfile(profileName(), QString::fromStdString((*answer)->text));
    editProfile((*answer)->toDecide);
  });
}

// The file is on the screen: what there is to say is why, and what to do instead.
void ImportPage::refuseProposal(const base::Error& error) {
  const auto sentence = [](const std::string& words) {
    const QString text = QString::fromStdString(words);
    return text.left(1).toUpper() + text.mid(1) + QLatin1Char('.');
  };
  m_preview->say(error.remedy.empty() ? sentence(error.what) : sentence(error.what) + QLatin1Char(' ') + sentence(error.remedy), "bad");
  setStep();
}

void ImportPage::chooseSaving() {
  const QString path = QFileDialog::getSaveFileName(this, tr("Save the profile"), QString::fromStdString(m_profile.name) + QStringLiteral(".json"), tr("Profiles (*.json)"));
  if (!path.isEmpty()) saveProfile(path);
}

void ImportPage::saveProfile(const QString& path) {
  QSaveFile file(path);
  const QByteArray text = m_editor->text().toUtf8();
  if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) return m_preview->say(tr("The profile could not be saved: %1").arg(file.errorString()), "bad");
  setProfile(path);
}

void ImportPage::chooseFiles() {
  if (m_run->running()) return;
  QList<QUrl> urls;
  for (const QString& path : QFileDialog::getOpenFileNames(this, tr("Orders to take in"), {}, orderFilters())) urls << QUrl::fromLocalFile(path);
  if (!urls.isEmpty()) drop(urls);
}

void ImportPage::chooseFolder() {
  if (m_run->running()) return;
  const QString path = QFileDialog::getExistingDirectory(this, tr("Folder of orders to take in"));
  if (!path.isEmpty()) setFiles({path});
}

void ImportPage::drop(const QList<QUrl>& urls) {
  if (m_run->running()) return;
  const DroppedFiles dropped = droppedFiles(urls);
  if (!dropped.profile.isEmpty()) setProfile(dropped.profile);
  if (!dropped.files.isEmpty()) return setFiles(dropped.files);
  if (dropped.profile.isEmpty()) m_preview->say(tr("There is no CSV file among what was dropped."), "bad");
}

void ImportPage::setFiles(const QStringList& paths) {
  m_choice.files = paths;
  if (m_faces->currentWidget() == m_aside) showFace(m_account);
  askPreview();
  if (!m_chosen) pickProfile();
  // The account on the screen was that of the files before.
  askPast();
  setStep();
}

void ImportPage::pickProfile() {
  const auto found = std::make_shared<QString>();
  std::vector<std::pair<QString, transfer::Profile>> candidates;
  for (const QString& path : m_mapping->profiles()) {
    const auto text = profileText(path);
    if (!text) continue;
    auto check = transfer::readProfile(path.toStdString(), text->toStdString());
    if (check.problems.empty()) candidates.emplace_back(path, std::move(check.profile));
  }
  std::vector<std::string> all;
  for (const QString& path : m_choice.files) all.push_back(path.toStdString());
  const auto look = [found, candidates, all] {
    for (const auto& [path, profile] : candidates)
      if (found->isEmpty() && looksLike(profile, all)) *found = path;
  };
  m_session.bridge().inBackground(look, this, [this, found, files = m_choice.files] {
    if (m_chosen || found->isEmpty() || files != m_choice.files || *found == m_choice.profilePath || m_run->running()) return;
    m_mapping->select(*found);
    readProfile(*found);
  });
}

void ImportPage::choose(const ImportChoice& choice) {
  m_chosen = true;
  m_choice.profilePath = choice.profilePath;
  if (choice.profilePath.isEmpty()) m_mapping->selectProposal();
  else m_mapping->select(choice.profilePath);
  takeProfile(profileName(), choice.profileText);
  setFiles(choice.files);
}

QStringList ImportPage::kept() const {
  QStringList files = m_choice.files;
  if (m_profileGood)
    for (const QString& stray : straysAmong(m_profile, m_choice.files)) files.removeOne(stray);
  return files;
}

QStringList ImportPage::chosenPaths() const { return isFlat() ? filesIn(kept()) : kept(); }

std::vector<std::string> ImportPage::paths() const {
  std::vector<std::string> all;
  for (const QString& path : chosenPaths()) all.push_back(path.toStdString());
  return all;
}

QString ImportPage::filesWord() const {
  const QStringList files = filesIn(kept());
  return files.size() == 1 ? QFileInfo(files.front()).fileName() : counted(Counted::Files, files.size());
}

void ImportPage::askPreview() {
  m_done = m_cancelled = false;
  m_fit = Fit::NotKnown;
  ++m_asked;
  m_look->stop();
  if (m_choice.files.isEmpty()) return;
  // The profile before would read the file in its own way; why this one cannot be used stays said.
  if (!m_profileGood) {
    if (m_choice.profileText.isEmpty() || !m_profile.hasTables()) return m_preview->show({});
    return m_look->askRows(m_profile, m_choice.files);
  }
  const QStringList chosen = chosenPaths();
  if (chosen.isEmpty()) {
    m_preview->show({});
    return fitsNot(tr("There is no CSV file in this folder."), {}, {});
  }
  m_preview->say(isFlat() ? tr("Nothing is stored before you press “Take in”.") : tr("The parts of a history hang on each other: all of it is read first. Nothing is stored before you press “Take in”."));
  m_look->askMeaning(m_profile, chosen);
}

void ImportPage::seen(const FilesSeen& seen) {
  m_preview->show(seen);
  // Of the files the run speaks.
  if (!m_profileGood || !seen.isWhole || m_asked == m_begun) return;
  if (seen.refusal) return fitsNot(QString::fromStdString(seen.refusal->what), QString::fromStdString(seen.refusal->where), QString::fromStdString(seen.refusal->remedy));
  if (seen.problems.empty()) tellLeftOut(seen);
  judge(seen.problems);
}

void ImportPage::judge(const std::vector<transfer::ProfileProblem>& problems) {
  m_mapping->show(m_profile, problems);
  if (problems.empty()) {
    m_fit = Fit::Fits;
    return setStep();
  }
  QStringList all;
  for (const transfer::ProfileProblem& problem : problems)
    if (const QString text = QString::fromStdString(problem.problem); !all.contains(text)) all << text;
  const transfer::ProfileProblem& first = problems.front();
  const QString where = paths().size() == 1 ? tr("line %1").arg(first.line) : tr("%1, line %2").arg(QFileInfo(QString::fromStdString(first.file)).fileName()).arg(first.line);
  fitsNot(tr("The file does not fit this profile: %1").arg(all.join(QStringLiteral("; "))), where, QString::fromStdString(first.remedy));
}

void ImportPage::fitsNot(const QString& what, const QString& where, const QString& remedy) {
  m_fit = Fit::FitsNot;
  m_misfit = what;
  fail(what, where, remedy);
}

void ImportPage::tellLeftOut(const FilesSeen& seen) {
  constexpr qsizetype namesShown = 5;
  QStringList names, sentences;
  for (const QString& path : straysAmong(m_profile, m_choice.files) + seen.leftOut) names << QFileInfo(path).fileName();
  if (!isFlat() && seen.orders.empty()) sentences << tr("No order would come of this under the profile.");
  sentences << tr("Nothing is stored before you press “Take in”.");
  if (!names.isEmpty()) {
    const QString shown = names.size() <= namesShown ? names.join(QStringLiteral(", ")) : tr("%1 and %2 more").arg(names.first(namesShown).join(QStringLiteral(", "))).arg(names.size() - namesShown);
    sentences << (!m_profile.hasTables() ? tr("Left out, as no event logs: %1.") : isFlat() ? tr("Left out, as no CSV files: %1.") : tr("Left out, since no role of the profile asks for them: %1.")).arg(shown);
  }
  m_preview->say(sentences.join(QLatin1Char(' ')), !isFlat() && seen.orders.empty() ? "warn" : "muted");
}

void ImportPage::setStep() {
  const bool running = m_run->running(), importing = running && !m_repairing;
  const bool chosen = !m_choice.files.isEmpty();
  m_steps->setCurrent(m_done && !m_cancelled ? 4 : importing || m_cancelled ? 2 : chosen && m_profileGood && m_fit == Fit::Fits ? 2 : chosen ? 1 : 0);
  std::int64_t bytes = 0;
  for (const QString& path : filesIn(kept())) bytes += QFileInfo(path).size();
  m_file->setText(chosen ? tr("%1 · %2").arg(filesWord(), formatBytes(bytes)) : tr("No file chosen yet"));
  m_file->setVisible(!importing);
  // The keyboard goes from the button that begins to the one that stops, and back; else it would land on a table.
  const bool begins = importing && (m_start->hasFocus() || m_choose->hasFocus()), ends = !running && m_cancel->hasFocus();
  m_progress->setVisible(importing);
  m_progressText->setVisible(running);
  m_cancel->setVisible(running);
  m_start->setVisible(!running);
  // What a cancelled run left is taken in by another one.
  m_start->setText(m_cancelled ? tr("Take in the rest") : tr("Take in"));
  m_start->setEnabled(!running && chosen && m_profileGood && m_fit != Fit::FitsNot && !m_leaving && (!m_done || m_cancelled));
  m_start->setToolTip(!chosen                  ? tr("Choose a file first")
                      : !m_profileGood         ? tr("The profile has a problem")
                      : m_fit == Fit::FitsNot  ? m_misfit
                                               : QString());
  m_mapping->setUsable(!running, chosen, m_profileGood && m_fit != Fit::FitsNot);
  m_editor->setEnabled(!running);
  m_aside->setRunning(running);
  m_choose->setEnabled(!running);
  m_chooseFolder->setEnabled(!running);
  if (begins) m_cancel->setFocus();
  if (ends) (m_start->isEnabled() ? m_start : m_account->openButton())->setFocus();
  showZones();
}

// A shop takes the zone of its first file; with its first order its days are fixed.
bool ImportPage::zoneIsOpen() const {
  return !m_session.options().practice && !base::sameZone(m_profile.zone, m_session.engine().zone()) && m_session.engine().head().position == 0;
}

// A moment near midnight falls on another day there; who compares the months with the file's must know it.
void ImportPage::showZones() {
  const std::string& shop = m_session.engine().zone();
  const bool differ = !m_choice.files.isEmpty() && m_profileGood && !base::sameZone(m_profile.zone, shop) && !zoneIsOpen();
  m_account->setZones(differ ? tr("Times of this file are %1; days and months here are counted in %2.").arg(QString::fromStdString(m_profile.zone), QString::fromStdString(shop)) : QString());
}

void ImportPage::start() {
  if (m_choice.files.isEmpty() || !m_profileGood || m_fit == Fit::FitsNot || m_leaving || m_run->running()) return;
  m_begun = m_asked;
  m_repairing = false;
  m_pace = {};
  m_progress->setValue(0);
  m_progressText->setText(tr("Checking %1…").arg(paths().size() == 1 ? tr("the file") : filesWord()));
  // A file that is refused leaves the zone as it is.
  if (zoneIsOpen()) {
    m_run->prove(m_profile, paths());
    return setStep();
  }
  m_done = m_cancelled = false;
  showFace(m_account);
  m_preview->say(tr("Taking in. What is stored stays stored when you cancel; the same rows are never taken in twice."));
  m_task = m_session.tasks().begin(tr("Take in %1").arg(filesWord()), QStringLiteral("import"), [this] { m_run->cancel(); });
  m_run->start(m_profile, paths());
  setStep();
}

// Until the files have been read once, the account is that of those before.
void ImportPage::progressed(const transfer::ImportAccount& account) {
  if (!account.rowsInFiles) return;
  m_progress->setValue(static_cast<int>(account.rows * 1000 / std::max<std::int64_t>(1, *account.rowsInFiles)));
  m_progressText->setText(m_pace.after(account));
  m_session.tasks().tell(m_task, m_progress->value() / 1000.0, m_progressText->text());
  m_account->show(account, AccountOf::ThisRun, filesWord());
  m_account->setBecame(tr("So far %1 and %2 in the log.").arg(counted(Counted::Orders, account.orders), counted(Counted::Changes, account.events)));
}

// How a run ended, where the page is not in sight.
QString ImportPage::sentenceOf(const transfer::ImportAccount& account) const {
  std::int64_t aside = 0;
  for (const auto& [reason, rows] : account.quarantined) aside += rows;
  QString text = account.cancelled ? tr("%1, cancelled: %2 and %3 stand in the log.").arg(filesWord(), counted(Counted::Orders, account.orders), counted(Counted::Changes, account.events))
                                   : tr("%1, taken in: %2 and %3.").arg(filesWord(), counted(Counted::Orders, account.orders), counted(Counted::Changes, account.events));
  if (aside > 0) text += QLatin1Char(' ') + tr("%1 not imported.").arg(counted(Counted::Rows, aside));
  return text;
}

void ImportPage::finished(const transfer::ImportAccount& account) {
  m_session.tasks().end(m_task, account.cancelled || !account.quarantined.empty() ? Tone::Warn : Tone::Ok, sentenceOf(account));
  m_ready = true;
  m_cancelled = account.cancelled && account.rows > 0;
  m_done = !account.cancelled || m_cancelled;
  m_outdated = false;
  if (!m_done) {
    m_preview->say(tr("Cancelled before the first row was taken in."));
    return setStep();
  }
  m_account->show(account, AccountOf::ThisRun, filesWord());
  const QString took = account.seconds < 10 ? formatMicros(static_cast<std::int64_t>(account.seconds * 1e6)) : formatAge(static_cast<std::int64_t>(account.seconds * 1000));
  m_account->setBecame(allThereAlready(account) ? tr("Nothing was added; the file was read in %1.").arg(took)
                                                : tr("Became %1 and %2 in the log, in %3.").arg(counted(Counted::Orders, account.orders), counted(Counted::Changes, account.events), took));
  if (m_cancelled && paths().size() == 1) m_preview->say(tr("Cancelled after row %1 of the file. What stands up to it is kept; “Take in the rest” goes on from there.").arg(formatCount(account.rows)));
  else if (m_cancelled) m_preview->say(tr("Cancelled after %1 of %2. What stands up to there is kept; “Take in the rest” goes on.").arg(counted(Counted::Rows, account.rows), filesWord()));
  else if (allThereAlready(account)) m_preview->say(tr("All rows of this file were there already; nothing was added."));
  else m_preview->say(tr("All rows have been read."));
  // How many are open in the shop.
  askPast();
  setStep();
}

void ImportPage::beginRepair() {
  m_repairing = true;
  m_progressText->clear();
}

void ImportPage::repaired(const transfer::RepairAccount& account, const RowsByReason& stay) {
  m_repairing = false;
  m_outdated = true;
  m_aside->tell(account, stay);
  askPast();
  setStep();
}

void ImportPage::fail(const QString& what, const QString& where, const QString& remedy) {
  QStringList parts;
  for (const QString& part : {what, where, remedy})
    if (!part.isEmpty()) parts << part;
  const QString text = parts.join(QStringLiteral(" · "));
  if (m_repairing) m_aside->say(text, "bad");
  else m_preview->say(text, "bad");
  m_session.tasks().end(m_task, Tone::Bad, tr("Not taken in: %1").arg(text));
  m_ready = true;
  m_leaving = m_repairing = false;
  setStep();
}

}  // namespace twinlane::ui
