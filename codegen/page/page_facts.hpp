/// \file
/// What a page to play with knows of its network.
#ifndef EQUIVARIFY_CODEGEN_PAGE_PAGE_FACTS_HPP
#define EQUIVARIFY_CODEGEN_PAGE_PAGE_FACTS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// Group, classes and sizes of \p network in JSON that may stand in a script element of HTML;
/// \p trained says whether its weights are. The angle of an element is how far it turns pictures
/// counterclockwise, in degrees, or null where it is no turn.
[[nodiscard]] std::string page_facts(Network const& network, bool trained);

} // namespace equivarify::codegen

#endif
