// SIGTERM and SIGINT as a Qt signal, so that the program ends in order: a handler may do next to nothing, so it only writes
// into a pipe that the event loop reads. The second one of a kind ends the program at once. One object; owned by main.
#pragma once

#include <QObject>

namespace twinlane::desktop {

class EndSignals : public QObject {
  Q_OBJECT

 public:
  EndSignals();
  ~EndSignals() override;
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;

 signals:
  void asked();

 private:
  int m_readEnd = -1;
};

}  // namespace twinlane::desktop
