#include "equivarify/runtime/commands/program.hpp"

#include "runtime/toy_model.hpp"

int main(int count, char** arguments) {
  return equivarify::runtime::run_program<toy::Model>(count, arguments);
}
