// The signs of the map for the graphics card: spots of several shapes, lines with dashes. Shape and dash say it all;
// colour only repeats it.
"use strict";
const mapSigns = (() => {
  const { NodeProgram, EdgeRectangleProgram } = Sigma.rendering;
  const { floatColor } = Sigma.utils;
  const SHAPES = { dot: 0, square: 1, triangle: 2, triangleDown: 3, diamond: 4, hexagon: 5 };
  const bytes = new Uint8Array(4);
  const asFloat = new Float32Array(bytes.buffer);

  // Where it is asked what lies under the pointer, everything is drawn in the colour of its number.
  const COLOURED = `
            #ifdef PICKING_MODE
            v_color = a_id;
            #else
            v_color = a_color;
            #endif
            v_color.a *= 255.0 / 254.0;`;

  // Four small numbers in the room of one: lengths of dash and gap in pixels.
  function packed(lengths) {
    for (let at = 0; at < 4; at++) bytes[at] = Math.min(lengths[at] || 0, 120);
    return asFloat[0];
  }

  // What is the same of every spot or line is written for each of its corners all the same: drawn as copies of one
  // figure (instances), each would be a call of its own where there is no graphics card.
  const CORNERS = [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]];

  function forEachCorner(array, start, told, corners) {
    const stride = told + corners[0].length;
    for (let at = 0; at < corners.length; at++) {
      const begin = start + at * stride;
      if (at) array.copyWithin(begin, start, start + told);
      array.set(corners[at], begin + told);
    }
  }

  class Spot extends NodeProgram {
    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
      return {
        VERTICES: 6,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix"],
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_shape", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_corner", size: 2, type: FLOAT },
        ],
        VERTEX_SHADER_SOURCE: `
          attribute vec4 a_id, a_color;
          attribute vec2 a_position;
          attribute vec2 a_corner;
          attribute float a_size, a_shape;
          uniform mat3 u_matrix;
          uniform float u_sizeRatio, u_correctionRatio;
          varying vec4 v_color;
          varying vec2 v_at;
          varying float v_shape, v_pixel;
          void main() {
            float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
            // Every shape is inside a square of two radii, and a pointer may be a quarter off it: not a dot more,
            // since without a graphics card each costs.
            vec2 away = 1.25 * a_corner;
            gl_Position = vec4((u_matrix * vec3(a_position + away * radius, 1)).xy, 0, 1);
            v_at = away;
            v_shape = a_shape;
            v_pixel = u_sizeRatio / a_size;
            ${COLOURED}
          }`,
        FRAGMENT_SHADER_SOURCE: `
          precision highp float;
          varying vec4 v_color;
          varying vec2 v_at;
          varying float v_shape, v_pixel;
          float edge(vec2 p) {
            vec2 q = abs(p);
            if (v_shape < 0.5) return length(p) - 1.0;
            if (v_shape < 1.5) return max(q.x, q.y) - 0.8;
            if (v_shape < 2.5) return max(-p.y - 0.8, q.x * 0.874 + p.y * 0.486 - 0.486);
            if (v_shape < 3.5) return max(p.y - 0.8, q.x * 0.874 - p.y * 0.486 - 0.486);
            if (v_shape < 4.5) return (q.x + q.y - 1.0) * 0.707;
            return max(q.y - 0.87, q.x * 0.866 + q.y * 0.5 - 0.866);
          }
          void main() {
            float outside = edge(v_at);
            #ifdef PICKING_MODE
            // Small spots are hard to hit: what counts is a little more than what is seen.
            gl_FragColor = outside > 0.25 ? vec4(0.0) : v_color;
            #else
            float rim = min(0.35, 1.5 * v_pixel);
            // A white rim keeps a spot apart from the lines that end in it.
            vec4 inside = mix(v_color, vec4(1.0, 1.0, 1.0, v_color.a), smoothstep(-rim, -rim * 0.4, outside));
            gl_FragColor = mix(inside, vec4(0.0), smoothstep(0.0, max(v_pixel, 0.02), outside));
            #endif
          }`,
      };
    }
    processVisibleItem(id, start, data) {
      const { array } = this;
      array[start] = data.x;
      array[start + 1] = data.y;
      array[start + 2] = data.size;
      array[start + 3] = SHAPES[data.shape] || 0;
      array[start + 4] = floatColor(data.color);
      array[start + 5] = id;
      forEachCorner(array, start, 6, CORNERS);
    }
    setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations }) {
      gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
      gl.uniform1f(uniformLocations.u_correctionRatio, correctionRatio);
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
    }
  }

  class Line extends EdgeRectangleProgram {
    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
      const { CONSTANT_ATTRIBUTES, CONSTANT_DATA, ...known } = super.getDefinition();
      this.corners = CONSTANT_DATA;
      return {
        ...known,
        UNIFORMS: [...known.UNIFORMS, "u_screen"],
        ATTRIBUTES: [
          ...known.ATTRIBUTES,
          { name: "a_dashes", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_shift", size: 1, type: FLOAT },
          ...CONSTANT_ATTRIBUTES,
        ],
        VERTEX_SHADER_SOURCE: `
          attribute vec4 a_id, a_color, a_dashes;
          attribute vec2 a_normal, a_positionStart, a_positionEnd;
          attribute float a_normalCoef, a_positionCoef, a_shift;
          uniform mat3 u_matrix;
          uniform vec2 u_screen;
          uniform float u_sizeRatio, u_zoomRatio, u_pixelRatio, u_correctionRatio, u_minEdgeThickness, u_feather;
          varying vec4 v_color, v_dashes;
          varying vec2 v_normal;
          varying float v_thickness, v_feather, v_along;
          void main() {
            float normalLength = max(length(a_normal), 1e-6);
            vec2 unit = a_normal / normalLength;
            vec2 position = mix(a_positionStart, a_positionEnd, a_positionCoef);
            float thickness = max(normalLength, u_minEdgeThickness * u_sizeRatio) * u_correctionRatio / u_sizeRatio;
            // Several ties of the same two run beside each other.
            vec2 beside = unit * a_shift * u_correctionRatio / u_sizeRatio * 2.0;
            gl_Position = vec4((u_matrix * vec3(position + unit * a_normalCoef * thickness + beside, 1)).xy, 0, 1);
            vec2 from = (u_matrix * vec3(a_positionStart, 1)).xy;
            vec2 to = (u_matrix * vec3(a_positionEnd, 1)).xy;
            v_along = a_positionCoef * length((to - from) * u_screen / 2.0);
            v_dashes = 255.0 * a_dashes;
            v_thickness = thickness / u_zoomRatio;
            v_normal = unit * a_normalCoef;
            v_feather = u_feather * u_correctionRatio / u_zoomRatio / u_pixelRatio * 2.0;
            ${COLOURED}
          }`,
        FRAGMENT_SHADER_SOURCE: `
          precision highp float;
          varying vec4 v_color, v_dashes;
          varying vec2 v_normal;
          varying float v_thickness, v_feather, v_along;
          void main() {
            #ifdef PICKING_MODE
            gl_FragColor = v_color;
            #else
            float round = v_dashes.x + v_dashes.y + v_dashes.z + v_dashes.w;
            if (round > 0.5) {
              float at = mod(v_along, round);
              float second = v_dashes.x + v_dashes.y;
              if ((at > v_dashes.x && at < second) || at > second + max(v_dashes.z, 0.01)) discard;
            }
            float away = length(v_normal) * v_thickness;
            gl_FragColor = mix(v_color, vec4(0.0), smoothstep(v_thickness - v_feather, v_thickness, away));
            #endif
          }`,
      };
    }
    processVisibleItem(id, start, source, target, data) {
      super.processVisibleItem(id, start, source, target, data);
      const { array } = this;
      array[start + 8] = packed(data.dashes || []);
      array[start + 9] = data.shift || 0;
      forEachCorner(array, start, 10, this.corners);
    }
    setUniforms(params, context) {
      super.setUniforms(params, context);
      context.gl.uniform2f(context.uniformLocations.u_screen, params.width, params.height);
    }
  }

  return { Spot, Line };
})();
