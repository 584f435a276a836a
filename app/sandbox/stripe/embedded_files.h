#pragma once

#include <string_view>

/// The built files of web/stripe-simulator, part of the program (see app/embed_files.cmake).
namespace tillwright::sandbox::embedded {

extern const std::string_view stripe_js;
extern const std::string_view card_html;
extern const std::string_view challenge_html;

} // namespace tillwright::sandbox::embedded
