# Time, chance and threads enter core through the ports in core/base and nowhere else.
check() {
  local files; files=$(sources_in core | grep -v '^core/base/')
  [ -z "$files" ] || bare_code $files | awk '
    function say(words,   at) { at = $0; sub(/:.*/, "", at); line = $0; sub(/^[^:]*:/, "", line); sub(/:.*/, "", line); print at ":" line ": " words " belongs in core/base" }
    { code = $0; sub(/^[^:]*:[^:]*:/, "", code); code = " " code }
    code ~ /[a-z]+_clock[ ]*::[ ]*now/ { say("a clock") }
    code ~ /[^A-Za-z0-9_.>](std::|::)?time[ ]*\([ ]*(NULL|nullptr|0|&[A-Za-z_]+)[ ]*\)/ { say("a clock") }
    code ~ /[^A-Za-z0-9_](gettimeofday|clock_gettime|timespec_get|sleep_for|sleep_until|usleep|nanosleep)[^A-Za-z0-9_]/ { say("a clock") }
    code ~ /[^A-Za-z0-9_](s?rand|rand_r|drand48|getrandom|arc4random|randombytes_[a-z]+)[ ]*\(/ { say("chance") }
    code ~ /random_device|mt19937|minstd_rand|default_random_engine/ { say("chance") }
    code ~ /std::(jthread|thread|async)[^A-Za-z0-9_]/ || code ~ /pthread_create/ { say("a thread") }'
}

planted() {
  printf '%s\t%s\t%s\n' \
    core/store/a.cpp 'auto t = std::chrono::system_clock::now();\n' 'core/store/a.cpp:1: a clock' \
    core/store/b.cpp '/* x\n*/ long t = time(nullptr);\n' 'core/store/b.cpp:2: a clock' \
    core/store/c.cpp 'timeval t; gettimeofday(&t, nullptr);\n' 'a clock' \
    core/store/d.cpp 'clock_gettime(CLOCK_REALTIME, &t);\n' 'a clock' \
    core/store/e.cpp 'int r = rand() % 6;\n' 'chance' \
    core/store/f.h 'inline std::mt19937_64 generator;\n' 'chance' \
    core/store/g.h 'const char* s = "no \\" comment // here"; std::random_device d;\n' 'chance' \
    core/store/h.h 'std::jthread m_thread;\n' 'a thread' \
    core/store/i.cpp 'std::thread t([] {});\n' 'a thread' \
    core/store/j.cpp 'auto f = std::async(g);\n' 'a thread' \
    core/store/k.cpp 'std::this_thread::sleep_for(1s);\n' 'a clock'
}
