// Writes to standard output what Caffe's fillers draw: caffe_rng_uniform and caffe_rng_gaussian of
// src/caffe/util/math_functions.cpp, whose calls of Boost these are.
//
//     streams_caffe float|double SEED uniform LOW HIGH COUNT
//     streams_caffe float|double SEED gaussian MEAN DEVIATION COUNT
//
// COUNT can be several counts, of tensors drawn one after the other. The last is written.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <vector>

#include <boost/math/special_functions/next.hpp>
#include <boost/random.hpp>

template <typename Real> static void draw(boost::mt19937 &generator, char **arguments, std::vector<Real> &values) {
    // Caffe's parameters are floats whatever a blob's type is. Scaling fillers compute them in the blob's type.
    Real first = Real(std::strtod(arguments[4], nullptr)), second = Real(std::strtod(arguments[5], nullptr));
    if (std::strcmp(arguments[3], "uniform") == 0) {
        Real bound = boost::math::nextafter<Real>(second, std::numeric_limits<Real>::max());
        boost::uniform_real<Real> distribution(first, bound);
        boost::variate_generator<boost::mt19937 *, boost::uniform_real<Real>> next(&generator, distribution);
        for (Real &value : values)
            value = next();
    } else {
        boost::normal_distribution<Real> distribution(first, second);
        boost::variate_generator<boost::mt19937 *, boost::normal_distribution<Real>> next(&generator, distribution);
        for (Real &value : values)
            value = next();
    }
}

template <typename Real> static void run(int count, char **arguments) {
    boost::mt19937 generator(static_cast<unsigned>(std::strtoull(arguments[2], nullptr, 10)));
    std::vector<Real> values;
    for (int i = 6; i < count; i++) {
        values.resize(std::strtoull(arguments[i], nullptr, 10));
        draw<Real>(generator, arguments, values);
    }
    std::fwrite(values.data(), sizeof(Real), values.size(), stdout);
}

int main(int count, char **arguments) {
    if (std::strcmp(arguments[1], "float") == 0)
        run<float>(count, arguments);
    else
        run<double>(count, arguments);
}
