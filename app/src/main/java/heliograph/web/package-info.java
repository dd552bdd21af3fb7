/// Every HTTP route.
@NullMarked
package heliograph.web;

import org.jspecify.annotations.NullMarked;
