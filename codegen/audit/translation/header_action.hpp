/// \file
/// The tables of an action in a generated header, worked out and compared.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_ACTION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_HEADER_ACTION_HPP

#include "equivarify/codegen/audit/translation/action_due.hpp"

#include <string>
#include <vector>

namespace equivarify::audit {

/// \throws Refusal unless \p body, the code between the braces of the struct Action, makes \p due
/// and nothing else: tables of numbers, or motions of grids, channels and cells by the templates
/// that the runtime has for them. Costs one step for each entry and element.
void check_input_action(std::string const& body, ActionDue const& due);

/// \throws Refusal unless \p body, that of the struct of an output, has the members of \p due and
/// makes its action; where there is no table, nothing is moved or negated. Classes, cells, loss and
/// weight may stand there too, and are not compared.
void check_output(std::string const& body, OutputDue const& due);

/// \throws Refusal unless \p body, that of the struct LossWeights, is the list of \p weights and
/// nothing else.
void check_loss_weights(std::string const& body, std::vector<double> const& weights);

} // namespace equivarify::audit

#endif
