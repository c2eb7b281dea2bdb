/// \file
/// Layers for evaluation in integers as texts, which two programs can compare.
#ifndef EQUIVARIFY_TESTS_INTEGERS_FORM_TEXT_HPP
#define EQUIVARIFY_TESTS_INTEGERS_FORM_TEXT_HPP

#include "equivarify/runtime/base/layer_form.hpp"

#include <sstream>
#include <string>

namespace equivarify::testing {

/// All that \p form says, a function by some of its values.
inline std::string form_text(runtime::LayerForm const& form) {
  std::ostringstream text;
  text.precision(9);
  text << static_cast<int>(form.kind) << ' ' << form.name << " reads";
  for (std::size_t i = 0; i < form.reads(); ++i) {
    text << ' ' << form.back[i];
  }
  text << " is" << (form.flat ? " flat" : "") << (form.concatenated ? " concatenated" : "")
       << (form.bias ? " bias" : "") << (form.relu ? " relu" : "")
       << (form.circular ? " circular" : "") << (form.counts_padding ? " counts" : "") << " norm "
       << form.norm << ' ' << form.epsilon << " sizes";
  for (std::size_t const size : {form.channels,
                                 form.rows,
                                 form.columns,
                                 form.outputs,
                                 form.output_rows,
                                 form.output_columns,
                                 form.window_rows,
                                 form.window_columns,
                                 form.stride_rows,
                                 form.stride_columns,
                                 form.dilation_rows,
                                 form.dilation_columns,
                                 form.top,
                                 form.left}) {
    text << ' ' << size;
  }
  if (form.function.value != nullptr) {
    text.precision(6); // one of the functions compared computes in floats
    text << " values " << form.function(-0.75F) << ' ' << form.function(0.5F) << ' '
         << form.function(3.0F);
  }
  return text.str() + '\n';
}

} // namespace equivarify::testing

#endif
