// The read model behind the search: a document of each order, customer and product, with two full-text indexes over them (FTS5),
// one of words with diacritics folded, one of the characters of ids. An order's document holds its id, those of its customer and
// products, the texts of its lines, the customer's name, the address it goes to and its notes; a customer's holds id, name, e-mail
// and address; a product's id and name. Names, addresses and free text of persons lie in it as they are, in columns of their own,
// `person` and `notes`, so that who may not see them is not found anything by them. One thread.
#pragma once

#include "domain/customer/state.h"
#include "projection/read_model.h"

#include <map>

namespace twinlane::projection {

class Search final : public ReadModel {
 public:
  // Documents of orders have their order's number; those of customers and products are numbered on from these as they come to be
  // known, so that the newest of a kind has the highest number.
  static constexpr std::int64_t firstCustomer = std::int64_t{1} << 40, firstProduct = std::int64_t{1} << 41;
  // Between the texts of one column.
  static constexpr char separator = '\x1f';

  const char* name() const override { return "search"; }
  int version() const override { return 1; }
  const char* mainTable() const override { return "documents"; }
  bool isOrderFree() const override { return false; }  // documents are numbered as they come
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  void begin() override;
  base::Status settle() override;
  std::vector<std::string> contents() const override;

 private:
  struct Document {
    std::string id, title, customer, products, text, person, notes;
    bool operator==(const Document&) const = default;
  };
  struct Order {
    std::string id, customer;  // customer empty until OrderPlaced tells, and for guests
    domain::Latest<std::string> shipTo;
    std::string products, texts, notes;  // as they came, parted by the separator
    bool existed = false;
  };
  struct Customer {
    std::int64_t document = 0;
    domain::CustomerState state;
    bool existed = false, isRenamed = false;
  };
  struct Product {
    std::int64_t document = 0;
    domain::Latest<std::string> listed;
    std::int64_t describedAt = 0;  // by the latest line
    std::string description;
    bool existed = false, isChanged = false, isRenamed = false;
  };
  struct Visitor;

  base::Result<bool> isKnown(const store::StoredEvent& stored);
  base::Result<Order*> order(const store::StoredEvent& stored);
  // One that is not known yet is new.
  base::Status see(const std::string& customer);
  base::Result<Customer*> customer(const std::string& id);
  base::Result<Product*> product(const std::string& id);
  base::Status addLines(Order& order, const std::vector<domain::OrderLine>& lines, base::Timestamp when);
  base::Status describe(const std::vector<domain::OrderLine>& lines, base::Timestamp when);
  // A text among others.
  void add(std::string& texts, std::string_view text);

  // Each in the order of its documents: at one that is before the last one FTS5 writes down all that it keeps back.
  base::Status settleOrders();
  base::Status settleCustomers();
  base::Status settleProducts();
  base::Status rename(const std::string& customer);
  base::Result<std::string> nameOf(const std::string& customer);
  base::Result<Document> find(std::int64_t document);
  base::Status put(std::int64_t document, bool existed, const Document& now);
  // The next number of a kind, given in the order of the log.
  base::Status number(std::int64_t first, std::int64_t& last, std::int64_t& document);

  std::map<std::int64_t, Order> m_orders;             // by number; changed in this transaction and not written yet
  std::map<std::string, Customer> m_customers;        // new or changed in this transaction
  std::map<std::string, Product> m_products;
  std::int64_t m_lastCustomer = 0, m_lastProduct = 0;  // 0: to be asked for
  std::size_t m_bytes = 0;  // of texts that are kept back, about
  // A row that is new is inserted, else updated by its key: a statement that may touch several rows has a savepoint of its own, for
  // which FTS5 writes down all that it keeps back.
  struct Write {
    sqlite::Statement insert, update;
    sqlite::Statement& of(bool existed) { return existed ? update : insert; }
  };
  Write m_putDocument, m_putOrder, m_putCustomer, m_putProduct;
  sqlite::Statement m_findDocument, m_index, m_unindex, m_indexId, m_last, m_findOrder, m_ordersOf, m_findCustomer, m_findProduct;
};

}  // namespace twinlane::projection
