// A shop that takes in files of one source, of four columns, and what a person would ask of it: what all comes to, which rows stand
// open, whether the accounts are right. One thread.
#pragma once

#include "support/temp_folder.h"
#include "whole_journal.h"

#include <QString>
#include <QStringList>
#include <QTest>
#include <fstream>
#include <functional>

namespace twinlane::tests {

inline transfer::Profile plainProfile() {
  return transfer::readProfile("p", R"({"name": "n", "source": "s", "shape": "flat_lines", "currency": "EUR", "columns": {"order": "o", "product": "p", "quantity": "q", "unit_price": "u"},
                                        "classes": [{"name": "sale", "fate": "sale_line"}]})").profile;
}

struct PlainShop {
  const tests::TempFolder folder;
  WholeJournal journal;
  transfer::ChunkLimits limits;
  bool isLastGivenAgain = true;

  // However often the file that came last is given again, nothing becomes another.
  ~PlainShop() {
    if (!isLastGivenAgain || !m_again || QTest::currentTestFailed()) return;
    const std::string change = journal.changeBy(m_again);
    QTest::qVerify(change.empty(), "the file that came last, given again, changes nothing", change.c_str(), __FILE__, __LINE__);
  }

  transfer::ImportAccount give(const std::string& name, const std::string& rows, const transfer::Profile& profile = plainProfile(), const std::string& header = "o,p,q,u\n") {
    std::ofstream(folder / name, std::ios::binary) << header << rows;
    m_again = [this, path = folder / name, profile] { journal.import(profile, {path}, limits); };
    return journal.import(profile, {folder / name}, limits);
  }
  // What all lines come to.
  std::string gross() {
    base::Amount sum;
    const auto events = journal.store.read(0, 1'000'000);
    for (const auto& event : *events) {
      const auto fact = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
      const auto add = [&](const std::vector<domain::OrderLine>& lines) {
        for (const domain::OrderLine& line : lines) sum += line.net;
      };
      if (const auto* placed = std::get_if<domain::OrderPlaced>(&*fact)) add(placed->lines);
      if (const auto* more = std::get_if<domain::OrderLinesAdded>(&*fact)) add(more->lines);
    }
    return sum.toText();
  }
  // Files, numbers and texts of the rows that stand open.
  QString open() {
    QStringList rows;
    const auto aside = journal.store.quarantined(0, 1'000'000);
    for (const auto& row : *aside)
      if (!row.repaired) rows << QString::fromStdString(row.file.substr(row.file.rfind('/') + 1) + ":" + std::to_string(row.row) + " " + row.raw);
    return rows.join(QStringLiteral("; "));
  }
  // What is wrong with the account of a file that has so many rows.
  QString problem(const std::map<std::string, std::int64_t>& rows) {
    const auto account = journal.store.account();
    for (const auto& [name, expected] : rows)
      for (const store::FileAccount& file : account->files) {
        if (file.file != folder / name) continue;
        std::int64_t sum = file.accepted, aside = 0;
        for (const auto& [reason, count] : file.quarantined) aside += count;
        for (const auto& [rule, count] : file.ignored) sum += count;
        if (sum + aside != file.rows || file.rows != expected) return QStringLiteral("%1: %2 rows, %3 in and %4 aside").arg(QString::fromStdString(name)).arg(file.rows).arg(sum).arg(aside);
        const auto stand = open().count(QString::fromStdString(name + ":"));
        if (aside != stand) return QStringLiteral("%1: %2 aside, %3 open").arg(QString::fromStdString(name)).arg(aside).arg(stand);
      }
    return {};
  }

 private:
  std::function<void()> m_again;  // gives the file that came last
};

}  // namespace twinlane::tests
