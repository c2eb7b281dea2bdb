/// \file
/// What the list of drawn cases is written with.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_CASES_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_CASES_HPP

#include "equivarify/runtime/conv/direct_conv.hpp"
#include "equivarify/runtime/conv/winograd_conv.hpp"
#include "equivarify/runtime/group/fourier.hpp"
#include "equivarify/runtime/group/general_fourier.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "runtime/conv_bench.hpp"
#include "runtime/dense_bench.hpp"
#include "runtime/drawn/algebra_bench.hpp"
#include "runtime/drawn/merging_bench.hpp"
#include "runtime/drawn/norm_bench.hpp"
#include "runtime/drawn/pooling_bench.hpp"

#endif
