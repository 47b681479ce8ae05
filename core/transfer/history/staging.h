// A history on its way in: all its records, sorted and joined in a temporary database, so that rows of one order may lie
// anywhere and memory does not grow with the source. Records are put in as they are read; then settle() finds out what hangs
// on what; then documents are read in their order. One thread. Errors: those of the temporary file.
#pragma once

#include "domain/format/node.h"
#include "sqlite/statement.h"
#include "store/append.h"
#include "transfer/history/role_mapping.h"

#include <map>
#include <set>

namespace twinlane::transfer {

class SourceMemory;
struct KnownDocument;

class Staging {
 public:
  // A relation between two objects of a log, or what an event of it was about: whose role the other end tells.
  struct Relation {
    std::string id, qualifier;
  };

  struct Event {
    std::int64_t row = 0, number = 0;
    SourceEvent said;
    EventName name = 0;
    std::vector<std::size_t> lines;      // of the order, by place
    std::vector<std::string> packages;
    bool isAboutLines = false;           // else about all of the packages, or of the order
    bool isOfRecord = false;             // a column or state of an order or package tells it
  };
  struct Line {
    std::int64_t row = 0;  // 0: only the journal has it
    SourceLine said;
    int known = 0;         // its number in the journal; 0: none that is known
    std::int64_t file = 0;
  };
  struct Order {
    std::int64_t row = 0;
    SourceOrder said;
    bool isReturn = false;
    bool mayBePart = false;  // of a log, whose parts tell of an order one after the other
    bool isMoved = false;    // nothing is left of it that is not another's
    std::vector<Line> lines;
    std::vector<Event> events;       // as they were read; those of its placing too
    std::vector<std::pair<std::int64_t, SourcePackage>> packages;  // with their rows
    std::vector<std::string> missing;  // lines that were set aside, as a person calls them
    std::map<std::int64_t, std::vector<std::pair<std::string, base::Amount>>> chargesOf;  // of flat lines: what each file says of the charges
  };

  static base::Result<Staging> open(const Profile& profile);

  // What earlier files of the source named is asked of it when settling; it must outlive that. Of logs, which come in parts.
  void recallFrom(SourceMemory& memory) { m_memory = &memory; }

  base::Result<std::int64_t> addFile(const std::string& path);
  base::Status addLookup(std::size_t lookup, std::string_view key, std::string_view value);
  LookUp lookUp();

  // One row of a table, or one object or event of a log, with all that it says. `raw` is kept for a person.
  base::Status add(std::int64_t file, std::int64_t row, Role role, const MappedRecord& mapped, std::string_view raw);
  // The same for a log, whose relations tell what hangs on what. `id` is of the object; an event has none.
  base::Status addObject(std::int64_t file, std::int64_t row, std::optional<Role> role, const std::string& id, const MappedRecord& mapped, std::span<const Relation> relations, std::string_view raw);
  base::Status addEvent(std::int64_t file, std::int64_t row, const MappedRecord& mapped, std::span<const Relation> about, std::string_view raw);

  // A row of a flat file that is taken, as all others are put in by add(). Rows of one document may come from anywhere; what it
  // says of the document counts where no row before did, of times the earliest.
  base::Status addFlat(std::int64_t file, std::int64_t row, const MappedRecord& fate, const SourceFlatRow& said, std::string_view raw);

  // After the last record: links, objects that are only named, rows that hang on nothing.
  base::Status settle();

  // After settling: which facts the source's events told before, as far as what was read speaks of them or of their orders.
  base::Status recallEvents(SourceMemory& memory);
  // Says of facts of an order which event told each.
  base::Status nameEvents(const std::string& order, KnownDocument& known);
  // Whether an event told something of another order, of which it tells nothing any more.
  base::Result<bool> isMoved(std::int64_t event, EventName name, const std::string& order);

  // A line that the journal has of a document which does not say it any more, what it says being a hash; and whether one of those is
  // this line of another document, which then is its row's. Each stands for one.
  struct Unsaid {
    std::int64_t hash = 0;
    std::string document, customer;
    std::optional<base::Timestamp> placedAt;
  };
  base::Status putUnsaid(const Unsaid& line, int number);
  // The numbers of those of a document that stand under others.
  base::Result<std::set<int>> movedFrom(const std::string& document);
  base::Result<bool> takeUnsaid(const Unsaid& line, std::int64_t row);
  base::Status releaseUnsaid(std::int64_t row);
  // The line is not its document's.
  base::Status moveAway(std::int64_t row);
  // The order is another one under a new number: its rows are set aside, with those that hang on nothing else.
  base::Status moveAway(const Order& order);
  base::Result<bool> tells(const store::StreamRef& document);
  // Lines that no id tells apart.
  base::Result<bool> hasUnnamedLines();
  // Of a file, in their order.
  base::Status eachRow(std::int64_t file, const std::function<void(const std::string& raw)>& take);

  // Documents in their order, by place from 1 on, with their rows; nothing at the end.
  base::Result<std::optional<std::pair<std::int64_t, SourceCustomer>>> customer(std::int64_t place);
  base::Result<std::optional<std::pair<std::int64_t, SourceProduct>>> product(std::int64_t place);
  base::Result<std::optional<Order>> order(std::int64_t place);

  // Of one file, for a person: {"row","role","fate","reason"?,"raw"}.
  base::Result<std::vector<domain::Node>> firstRows(std::int64_t file, std::size_t limit);

  // ---- the account

  struct Row {
    std::int64_t file = 0, row = 0;
    std::string raw;
    bool isDone = false;  // accounted for
  };
  const std::string& fileName(std::int64_t file) const { return m_paths.at(static_cast<std::size_t>(file - 1)); }
  base::Result<Row> row(std::int64_t number);
  base::Status markDone(std::int64_t number);
  // Why a row made no fact, if in the end none does.
  base::Status because(std::int64_t number, const char* reason);
  // Rows that were taken and made no fact.
  base::Status setRestAside();
  // Rows that were set aside or left out before anything was sent, after the number given, at most `limit`, of one file.
  struct Left {
    std::int64_t number = 0;
    store::QuarantinedRow row;
    bool isIgnored = false;
  };
  base::Result<std::vector<Left>> left(std::int64_t file, std::int64_t after, std::size_t limit);
  struct Counts {
    std::int64_t rows = 0, ambiguousTimes = 0, missingTimes = 0;
    std::map<std::string, std::int64_t> records;  // that were taken, by role
    std::map<std::string, std::int64_t> unknownObjects;  // relations to objects that neither the log nor an earlier part holds, by the role of what has them
  };
  base::Result<Counts> counts();
  base::Result<std::int64_t> documents();
  std::int64_t files() const { return static_cast<std::int64_t>(m_paths.size()); }

 private:
  explicit Staging(const Profile& profile, sqlite::Connection connection) : m_profile(&profile), m_connection(std::make_unique<sqlite::Connection>(std::move(connection))) {}
  base::Status prepare();
  base::Status countUnknown(std::map<std::string, std::int64_t>& relations);
  base::Status putRow(std::int64_t file, std::int64_t row, int role, const MappedRecord& mapped, std::string_view raw);
  base::Result<bool> putRecord(const MappedRecord& mapped);
  base::Status putEvents(std::int64_t row, const std::vector<SourceEvent>& events);
  base::Status putNamed(Role role);
  base::Status recallMentions();
  base::Status recallParts();
  base::Status recallOrders(const char* which);
  base::Status leaveWaiting();
  base::Result<std::vector<std::string>> idsOf(const char* sql);
  base::Status asideAs(const char* reason, std::int64_t row);
  base::Status takeAway(std::int64_t row);
  base::Status keepWhereKnown();

  const Profile* m_profile;
  SourceMemory* m_memory = nullptr;
  std::unique_ptr<sqlite::Connection> m_connection;  // its address stays for the statements
  std::vector<std::string> m_paths;  // of the files, from the first on
  std::int64_t m_rows = 0, m_named = 0, m_lastEvent = 0, m_ambiguousTimes = 0, m_missingTimes = 0;
  sqlite::Statement m_putRow, m_putDocument, m_currencyOf, m_putOrder, m_putCharge, m_putLine, m_putCustomer, m_putProduct, m_putPrice, m_putPackage, m_putEvent, m_putAbout, m_putObject, m_putRelation, m_putMention,
      m_putLookup, m_lookUp, m_customer, m_product, m_prices, m_orderAt, m_charges, m_chargesOf, m_lines, m_events, m_aboutLines, m_aboutPackages, m_packages, m_row, m_done, m_because, m_left, m_putAsideLine, m_asideLines, m_putKnownLine, m_putKnownPackage, m_putKnownOrder, m_putKnownEvent, m_eventsOf, m_movedEvent, m_putUnsaid, m_findUnsaid, m_takeUnsaid, m_movedFrom, m_tells;
};

}  // namespace twinlane::transfer
