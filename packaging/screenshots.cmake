# The pictures of README.md, taken from the program itself: cmake --build build/release --target screenshots
set(pictures ${CMAKE_SOURCE_DIR}/resources/screenshots)
add_custom_target(screenshots
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pictures}
  COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen $<TARGET_FILE:twinlane>
    --demo --page live --size 1600x1000 --theme light --screenshot ${pictures}/live-light.png
  COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen $<TARGET_FILE:twinlane>
    --demo --page live --size 1600x1000 --theme dark --screenshot ${pictures}/live-dark.png
  VERBATIM USES_TERMINAL)
add_dependencies(screenshots twinlane)
