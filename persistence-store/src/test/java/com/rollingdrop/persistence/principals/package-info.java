@NullMarked
package com.rollingdrop.persistence.principals;

import org.jspecify.annotations.NullMarked;
