#pragma once

#include <string_view>

/// The built page of web/payment for browsers, part of the program (see app/embed_files.cmake).
namespace tillwright::backend::http::embedded {

extern const std::string_view pay_html;
/// Its content security policy, for the header.
extern const std::string_view pay_csp;

} // namespace tillwright::backend::http::embedded
