/** Request bodies: strict JSON, and fields read with every reason at once. */
@NullMarked
package com.rollingdrop.api.json;

import org.jspecify.annotations.NullMarked;
