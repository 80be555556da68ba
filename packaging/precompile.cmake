# SPDX-License-Identifier: Apache-2.0
# The targets with so many source files that a precompiled header pays. Every source still includes what it needs: the presets
# leave this off.
set(library_headers <algorithm> <array> <filesystem> <functional> <map> <memory> <optional> <set> <string> <vector>
                    <nlohmann/json.hpp>)
set(precompiled engine_dicom engine_pixels_decode engine_pixels_edit engine_photo engine_profile engine_profile_rules_file
                engine_text engine_face_volume engine_face_assess engine_statistics engine_release engine_release_writer
                engine_score engine_study_read engine_journey safelight-worker safelight-cli)
set(precompiled_tests test_base test_dicom test_pixels test_profile test_site_rules test_text_finder test_journey test_release)
foreach(target ${precompiled})
  target_precompile_headers(${target} PRIVATE ${library_headers})
endforeach()
foreach(target widgets app_window)
  target_precompile_headers(${target} PRIVATE ${library_headers} <QtWidgets>)
endforeach()
if(BUILD_TESTING)
  foreach(target ${precompiled_tests})
    target_precompile_headers(${target} PRIVATE ${library_headers} <gtest/gtest.h>)
  endforeach()
  foreach(target test_widgets test_window)
    target_precompile_headers(${target} PRIVATE ${library_headers} <gtest/gtest.h> <QtTest> <QtWidgets>)
  endforeach()
endif()
# For ccache; and GCC 12 forgets which code is the standard library's, so it warns of what the presets do not see there.
target_compile_options(house_flags INTERFACE -fpch-preprocess -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
  -Wno-array-bounds -Wno-maybe-uninitialized)
