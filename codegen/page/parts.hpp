/// \file
/// The files that a page is made of, as they were when the program was built.
#ifndef EQUIVARIFY_CODEGEN_PAGE_PARTS_HPP
#define EQUIVARIFY_CODEGEN_PAGE_PARTS_HPP

#include <string_view>

namespace equivarify::codegen {

struct PageParts {
  std::string_view page;          ///< page.html, with `{{name}}` where another part goes
  std::string_view style;         ///< style.css
  std::string_view network;       ///< network.js: the module, without anything of a page
  std::string_view picture;       ///< picture.js: drawing and reading pictures
  std::string_view ring;          ///< ring.js: the ring that turns the picture
  std::string_view table;         ///< table.js: the table whose rows move
  std::string_view play;          ///< play.js: what the page does
  std::string_view module_source; ///< module.cpp
};

[[nodiscard]] PageParts const& page_parts();

} // namespace equivarify::codegen

#endif
