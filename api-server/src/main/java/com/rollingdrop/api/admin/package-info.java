/** What administrators do. */
@NullMarked
package com.rollingdrop.api.admin;

import org.jspecify.annotations.NullMarked;
