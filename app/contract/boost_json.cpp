// Boost.JSON is compiled once, here, so that no Boost library has to be linked (the two Debian releases name
// theirs differently).
#include <boost/json/src.hpp>
