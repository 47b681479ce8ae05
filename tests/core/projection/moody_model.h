// A read model that cannot fold some events, until it is told that it can. One thread.
#pragma once

#include "projection/read_model.h"

#include <set>

namespace twinlane::tests {

// Shared with whoever tells it.
struct Moods {
  std::set<store::Position> bad;        // apply() fails
  std::set<store::Position> badWritten;  // settle() fails while such an event is kept back
};

class MoodyModel final : public projection::ReadModel {
 public:
  MoodyModel(std::unique_ptr<projection::ReadModel> model, std::shared_ptr<Moods> moods) : m_model(std::move(model)), m_moods(std::move(moods)) {}
  const char* name() const override { return m_model->name(); }
  int version() const override { return m_model->version(); }
  bool isOrderFree() const override { return m_model->isOrderFree(); }
  const char* schema() const override { return m_model->schema(); }
  base::Status prepare(sqlite::Connection& connection) override { return m_model->prepare(connection); }
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override {
    if (m_moods->bad.contains(stored.position)) return base::fail(base::ErrorCode::BadInput, "order " + stored.stream.id + " is too odd");
    m_isKept = m_isKept || m_moods->badWritten.contains(stored.position);
    return m_model->apply(stored, event);
  }
  void begin() override {
    m_isKept = false;
    m_model->begin();
  }
  base::Status settle() override { return m_isKept ? base::fail(base::ErrorCode::Conflict, "a sum is too long") : m_model->settle(); }
  std::vector<std::string> contents() const override { return m_model->contents(); }

 private:
  std::unique_ptr<projection::ReadModel> m_model;
  std::shared_ptr<Moods> m_moods;
  bool m_isKept = false;
};

}  // namespace twinlane::tests
