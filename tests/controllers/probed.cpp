// A controller as the black box of `equivarify probe`: compiled with the header HEADER of the
// namespace NETWORK.
#include HEADER

extern "C" int equivarify_evaluate(float const* input,
                                   std::size_t input_size,
                                   float* output,
                                   std::size_t output_size) {
  static NETWORK::rt::ThreadPool pool(1);
  static NETWORK::Model::Engine engine(pool);
  static bool const is_loaded = (engine.load(*NETWORK::Model::trained_weights()), true);
  engine.forward({input, input_size}, {output, output_size});
  return is_loaded ? 0 : 1;
}
