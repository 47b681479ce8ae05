// One kind of thing of the catalogue: a list that can be searched, what is known of the chosen one with its history, and the commands
// that can be given about it. What kind it is, a subclass says. Asks the readers. GUI thread; owned by the page Catalogue.
#pragma once

#include "bridge/shop_session.h"
#include "parts/command_form.h"
#include "parts/card.h"
#include "parts/empty_state.h"
#include "tables/data_table.h"
#include "tables/row_table_model.h"

#include <QTimer>

namespace twinlane::ui {

class CatalogueBrowser : public QWidget {
  Q_OBJECT

 public:
  struct Words {
    QString title, find, none, noneFound, add;
    QList<Column> columns;  // of which one is of money
    QList<int> widths;
    int moneyColumn = 0;
  };

  CatalogueBrowser(const Theme& theme, ShopSession& session, const Words& words, QWidget* parent = nullptr);

  // The list and the chosen one again.
  void ask();
  bool ready() const { return m_isReady; }
  void choose(const QString& id);
  DataTable& table() { return *m_table; }
  CommandForm& form() { return *m_form; }
  const QString& chosen() const { return m_chosen; }

 signals:
  // A query of the list of orders.
  void ordersAsked(const QString& query);

 protected:
  struct Listing {
    QStringList ids;
    QList<QList<Cell>> rows;
    base::Currency currency;  // of the money column
    bool isMore = false;
    query::Freshness freshness;
  };
  using Facts = QList<std::pair<QString, QString>>;
  using History = std::vector<store::StoredEvent>;

  // What a subclass knows of its things. On a reader's thread but for `id` and `row`.
  template <class Summary>
  struct Kind {
    struct Page {
      std::vector<Summary> things;
      base::Currency currency;
      bool isMore = false;
      query::Freshness freshness;
    };
    query::SearchKind search;
    domain::Category category;
    std::function<base::Result<Page>(query::Reader&, int limit)> page;
    std::function<base::Result<Summary>(query::Reader&, const std::string& id)> one;
    std::function<std::string(const Summary&)> id;
    std::function<QList<Cell>(const Summary&, base::Currency)> row;
  };
  // Those that a text finds, or the largest.
  template <class Summary>
  void askList(const Kind<Summary>& kind, const QString& text, int limit);
  template <class Summary>
  void askOne(const Kind<Summary>& kind, const QString& id, std::function<void(const Summary&, const History&)> show);

  virtual void askListing(const QString& text, int limit) = 0;
  virtual void askDetails(const QString& id) = 0;
  virtual void add() = 0;

  void showListing(const Listing& listing);
  void showFailure(const base::Error& error);
  void showDetails(const QString& id, const QString& title, const Facts& facts, const History& history);
  void addAction(const QString& name, const char* icon, std::function<void()> action);
  // All changes of a stream, of which the newest are kept. On a reader's thread.
  static base::Result<History> historyOf(query::Reader& reader, const std::string& stream);

  const Theme& m_theme;
  ShopSession& m_session;

 private:
  Words m_words;
  QLineEdit* m_text;
  Card *m_list, *m_details, *m_past;
  DataTable *m_table, *m_history;
  RowTableModel *m_rows, *m_historyRows;
  EmptyState *m_empty, *m_noPast;
  CommandForm* m_form;
  QPushButton* m_more;
  QHBoxLayout* m_actions;
  QGridLayout* m_facts;
  QList<QLabel*> m_factLabels;
  QList<QPushButton*> m_buttons;
  QTimer m_typing;
  QStringList m_ids;
  QString m_chosen;
  base::Currency m_currency;
  int m_limit;
  bool m_isReady = false, m_isKeeping = false;
};

template <class Summary>
void CatalogueBrowser::askList(const Kind<Summary>& kind, const QString& text, int limit) {
  using Things = typename Kind<Summary>::Page;
  using Outcome = base::Result<Things>;
  m_session.bridge().ask<Outcome>(
      this,
      [kind, wanted = text.toStdString(), limit, ranked = m_currency](query::Reader& reader) -> Outcome {
        if (wanted.empty()) return kind.page(reader, limit);
        auto hits = reader.search({.text = wanted, .kind = kind.search, .limit = limit});
        if (!hits) return tl::unexpected(hits.error());
        Things page{{}, ranked, !hits->cutShort.empty(), hits->freshness};
        for (const query::SearchHit& hit : hits->hits)
          if (auto thing = kind.one(reader, hit.id)) page.things.push_back(std::move(*thing));
        return page;
      },
      [this, kind](Outcome page) {
        if (!page) return showFailure(page.error());
        Listing listing;
        for (const Summary& thing : page->things) {
          listing.ids << QString::fromStdString(kind.id(thing));
          listing.rows << kind.row(thing, page->currency);
        }
        listing.currency = page->currency;
        listing.isMore = page->isMore;
        listing.freshness = page->freshness;
        showListing(listing);
      });
}

template <class Summary>
void CatalogueBrowser::askOne(const Kind<Summary>& kind, const QString& id, std::function<void(const Summary&, const History&)> show) {
  using Outcome = base::Result<std::pair<Summary, History>>;
  m_session.bridge().ask<Outcome>(
      this,
      [kind, wanted = id.toStdString()](query::Reader& reader) -> Outcome {
        auto thing = kind.one(reader, wanted);
        if (!thing) return tl::unexpected(thing.error());
        auto history = historyOf(reader, store::StreamRef{kind.category, wanted}.toText());
        if (!history) return tl::unexpected(history.error());
        return std::pair{std::move(*thing), std::move(*history)};
      },
      [this, id, show = std::move(show)](Outcome found) {
        if (found && id == m_chosen) show(found->first, found->second);
      });
}

}  // namespace twinlane::ui
