// A read model: tables in a file of its own and the fold that keeps them. One thread; the projection owns the transaction
// and the checkpoint. apply() must be total over facts in any state.
#pragma once

#include "domain/events.h"
#include "sqlite/statement.h"
#include "store/event.h"

#include <memory>

namespace twinlane::projection {

class ReadModel {
 public:
  virtual ~ReadModel() = default;
  virtual const char* name() const = 0;
  // Raised when the fold or the tables change: another generation is made.
  virtual int version() const = 0;
  virtual const char* schema() const = 0;
  // Of its tables that whose rows it is asked for.
  virtual const char* mainTable() const { return name(); }
  virtual base::Status prepare(sqlite::Connection& connection) = 0;
  virtual base::Status apply(const store::StoredEvent& stored, const domain::Event& event) = 0;
  // Around the events of one transaction. What apply() keeps back, to write it once for many of them, is written by settle(); what
  // was kept back in a transaction that came to nothing is dropped at the next begin().
  virtual void begin() {}
  virtual base::Status settle() { return {}; }
  // Whether its rows are the same when the events of a stream come later than those of others that were stored after them: then
  // parked events can be taken in where the list stands; else it is made anew.
  virtual bool isOrderFree() const { return true; }
  // Queries whose ordered rows are the model's content, each beginning with its key; for comparing two generations.
  virtual std::vector<std::string> contents() const = 0;
};

// All read models of a shop whose days and months are those of `zone`.
std::vector<std::string> readModelNames();
base::Result<std::unique_ptr<ReadModel>> makeReadModel(const std::string& name, const std::string& zone);

}  // namespace twinlane::projection
