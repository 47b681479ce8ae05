// What a screen reader finds: starts the program with the arguments given, walks its tree over AT-SPI as a reader does and prints a line
// an object that is on the screen: role, name, description. Tables are not walked into: their cells are asked for one by one by whoever reads them. To be run
// in a session of its own: xvfb-run -a dbus-run-session -- twinlane-heard PROGRAM ARGUMENTS. Exit 3 where there is no accessibility bus.
#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusMetaType>
#include <QDBusReply>
#include <QElapsedTimer>
#include <QProcess>
#include <QTextStream>
#include <QThread>

namespace {

// As AT-SPI names an object: the connection it lives on and its path there.
struct Heard {
  QString service;
  QDBusObjectPath path;
};

QDBusArgument& operator<<(QDBusArgument& out, const Heard& heard) {
  out.beginStructure();
  out << heard.service << heard.path;
  out.endStructure();
  return out;
}

const QDBusArgument& operator>>(const QDBusArgument& in, Heard& heard) {
  in.beginStructure();
  in >> heard.service >> heard.path;
  in.endStructure();
  return in;
}

constexpr int startMs = 60'000, lookEveryMs = 200, deepest = 30;
constexpr uint showing = 1U << 25;  // ATSPI_STATE_SHOWING, in the first word

}  // namespace

Q_DECLARE_METATYPE(Heard)

namespace {

class Reader {
 public:
  explicit Reader(const QDBusConnection& bus) : m_bus(bus), m_out(stdout) {}

  QList<Heard> children(const Heard& of) const {
    QDBusMessage call = QDBusMessage::createMethodCall(of.service, of.path.path(), QStringLiteral("org.a11y.atspi.Accessible"), QStringLiteral("GetChildren"));
    const QDBusReply<QList<Heard>> reply = m_bus.call(call);
    return reply.isValid() ? reply.value() : QList<Heard>();
  }

  void walk(const Heard& object, int depth) {
    if (depth > deepest) return;
    QDBusInterface heard(object.service, object.path.path(), QStringLiteral("org.a11y.atspi.Accessible"), m_bus);
    const QString role = QDBusReply<QString>(heard.call(QStringLiteral("GetRoleName"))).value();
    const QDBusReply<QList<uint>> states = heard.call(QStringLiteral("GetState"));
    // The program itself has no place on the screen.
    if (depth > 0 && states.isValid() && !states.value().isEmpty() && !(states.value().constFirst() & showing)) return;
    m_out << role << '\t' << heard.property("Name").toString().simplified() << '\t' << heard.property("Description").toString().simplified() << '\n';
    if (role == QLatin1String("table")) return;
    for (const Heard& child : children(object)) walk(child, depth + 1);
  }

 private:
  QDBusConnection m_bus;
  QTextStream m_out;
};

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  qDBusRegisterMetaType<Heard>();
  qDBusRegisterMetaType<QList<Heard>>();
  qDBusRegisterMetaType<QList<uint>>();
  QStringList arguments = QCoreApplication::arguments().mid(1);
  if (arguments.isEmpty()) return 2;
  QDBusInterface door(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"), QStringLiteral("org.a11y.Bus"));
  const QDBusReply<QString> address = door.call(QStringLiteral("GetAddress"));
  if (!address.isValid()) {
    QTextStream(stderr) << "no accessibility bus here: " << address.error().message() << Qt::endl;
    return 3;
  }
  const QDBusConnection bus = QDBusConnection::connectToBus(address.value(), QStringLiteral("heard"));
  qputenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1");
  qunsetenv("QT_QPA_PLATFORM");
  QProcess program;
  program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  program.start(arguments.takeFirst(), arguments);
  if (!program.waitForStarted()) return 1;
  Reader reader(bus);
  const Heard registry{QStringLiteral("org.a11y.atspi.Registry"), QDBusObjectPath(QStringLiteral("/org/a11y/atspi/accessible/root"))};
  QElapsedTimer since;
  since.start();
  int found = 1;
  while (since.elapsed() < startMs && program.state() == QProcess::Running) {
    const QList<Heard> programs = reader.children(registry);
    // It is there before its window is.
    if (!programs.isEmpty() && !reader.children(programs.constFirst()).isEmpty()) {
      QThread::msleep(lookEveryMs * 10);
      reader.walk(programs.constFirst(), 0);
      found = 0;
      break;
    }
    QThread::msleep(lookEveryMs);
  }
  program.terminate();
  if (!program.waitForFinished(startMs)) program.kill();
  return found;
}
